/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/read_inner.h"

/* What tables and columns are called in HSDS 1.0 to 3.0. */

/* names: files without .csv, and arrays.  columns: as 3.0 has them, links and what 1.1 and 2 have besides. */
static const struct table_names {
	const char *names, *columns;
} tables[READ_TABLE_COUNT] = {
	[READ_ORGANIZATION] = {
		"organizations organization",
		"name alternate_name description email website tax_status tax_id "
		"year_incorporated legal_status logo uri parent_organization_id",
	},
	[READ_SERVICE] = {
		"services service",
		"organization_id program_id name alternate_name description url email "
		"status interpretation_services application_process fees_description "
		"wait_time accreditations eligibility_description minimum_age "
		"maximum_age assured_date assurer_email licenses alert last_modified "
		"location_id taxonomy_ids",
	},
	[READ_SERVICE_AT_LOCATION] = {
		"service_at_locations service_at_location services_at_location "
		"services_at_locations",
		"service_id location_id description",
	},
	[READ_LOCATION] = {
		"locations location",
		"organization_id location_type url name alternate_name description "
		"transportation latitude longitude external_identifier "
		"external_identifier_type",
	},
	[READ_ADDRESS] = {
		"addresses address physical_addresses physical_address "
		"postal_addresses postal_address",
		"location_id organization_id attention address_1 address_2 address_3 "
		"address_4 city region state_province postal_code country "
		"address_type",
	},
	[READ_PHONE] = {
		"phones phone",
		"location_id service_id organization_id contact_id "
		"service_at_location_id number extension type description language "
		"department priority vanity_number",
	},
	[READ_CONTACT] = {
		"contacts contact",
		"organization_id service_id service_at_location_id location_id name "
		"title department email",
	},
	[READ_SCHEDULE] = {
		"schedules schedule regular_schedules regular_schedule "
		"holiday_schedules holiday_schedule",
		"service_id location_id service_at_location_id valid_from valid_to "
		"dtstart timezone until count wkst freq interval byday byweekno "
		"bymonthday byyearday description opens_at closes_at schedule_link "
		"attending_type notes weekday original_text closed",
	},
	[READ_LANGUAGE] = {
		"languages language",
		"service_id location_id phone_id name code note",
	},
	[READ_SERVICE_AREA] = {
		"service_areas service_area",
		"service_id service_at_location_id name description extent "
		"extent_type uri",
	},
	[READ_COST_OPTION] = {
		"cost_options cost_option",
		"service_id valid_from valid_to option currency amount "
		"amount_description",
	},
	[READ_REQUIRED_DOCUMENT] = {
		"required_documents required_document",
		"service_id document uri",
	},
	[READ_FUNDING] = {
		"funding fundings",
		"organization_id service_id source",
	},
	[READ_ACCESSIBILITY] = {
		"accessibility accessibility_for_disabilities",
		"location_id description details url",
	},
	[READ_PROGRAM] = {
		"programs program",
		"organization_id name alternate_name description",
	},
	[READ_IDENTIFIER] = {
		"organization_identifiers organization_identifier",
		"organization_id identifier_scheme identifier_type identifier",
	},
	[READ_CAPACITY] = {
		"service_capacities service_capacity capacities",
		"service_id unit_id available maximum description updated",
	},
	[READ_UNIT] = {
		"units unit",
		"name scheme identifier uri",
	},
	[READ_URL] = {
		"urls url additional_urls",
		"organization_id service_id label url",
	},
	[READ_METADATA] = {
		"metadata",
		"resource_id resource_type last_action_date last_action_type "
		"field_name previous_value replacement_value updated_by",
	},
	[READ_ATTRIBUTE] = {
		"attributes attribute service_taxonomy services_taxonomy "
		"service_taxonomies service_attributes service_attribute "
		"other_attributes other_attribute",
		"link_id link_entity link_type taxonomy_term_id value label",
	},
	[READ_TAXONOMY] = {
		"taxonomies taxonomy",
		"name description uri version",
	},
	[READ_TERM] = {
		"taxonomy_terms taxonomy_term",
		"code name description parent_id parent_name taxonomy taxonomy_id "
		"language term_uri",
	},
	[READ_ELIGIBILITY] = {
		"eligibility eligibilities",
		"service_id eligibility minimum_age maximum_age",
	},
	[READ_PAYMENT] = {
		"payments_accepted payment_accepted payments",
		"service_id payment",
	},
};

static const struct {
	enum read_table table;
	const char *old, *now;
} renamed[] = {
	{READ_ORGANIZATION, "url", "website"},
	{READ_SERVICE, "fees", "fees_description"},
	{READ_SCHEDULE, "start_date", "valid_from"},
	{READ_SCHEDULE, "end_date", "valid_to"},
	{READ_LANGUAGE, "language", "name"},
	{READ_SERVICE_AREA, "service_area", "name"},
	{READ_ACCESSIBILITY, "accessibility", "description"},
	{READ_ATTRIBUTE, "service_id", "link_id"},
	{READ_ATTRIBUTE, "taxonomy_id", "taxonomy_term_id"},
	{READ_ATTRIBUTE, "taxonomy_detail", "value"},
	{READ_TERM, "vocabulary", "taxonomy"},
};
enum { RENAMED = sizeof renamed / sizeof *renamed };

/* What a column says in each row because of what the file is called. */
static const struct {
	const char *begins, *set, *to;
} kinds[] = {
	{"physical_address", "address_type", "physical"},
	{"postal_address", "address_type", "postal"},
	{"service_taxonom", "link_entity", "service"},
	{"services_taxonom", "link_entity", "service"},
	{"service_attribute", "link_entity", "service"},
};

static bool is_among(const char *words, const char *word, size_t len)
{
	for (; *words != '\0'; words += strspn(words, " ")) {
		size_t n = strcspn(words, " ");

		if (n == len && memcmp(words, word, len) == 0)
			return true;
		words += n;
	}
	return false;
}

enum read_table read_table_of(const char *name, bool (*has)(const void *data, const char *column),
			      const void *data, struct read_source *out)
{
	const char *slash = strrchr(name, '/'), *dot;
	struct str low = STR_INIT;
	int table = 0;

	str_add(&low, slash != NULL ? slash + 1 : name);
	text_lower(&low);
	dot = strrchr(low.bytes, '.');
	if (text_equal(dot, ".csv"))
		str_cut(&low, (size_t)(dot - low.bytes));
	while (table < READ_TABLE_COUNT && !is_among(tables[table].names, low.bytes, low.len))
		table++;
	if (table == READ_TAXONOMY && (has(data, "parent_id") || has(data, "vocabulary")))
		table = READ_TERM; /* before 3.0 */
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (text_begins(low.bytes, kinds[i].begins)) {
			out->set = kinds[i].set;
			out->to = kinds[i].to;
		}
	}
	str_release(&low);
	return (enum read_table)table;
}

static bool has_none(const void *data, const char *column)
{
	(void)data;
	(void)column;
	return false;
}

bool map_is_of_package(const char *name)
{
	struct read_source ignored;
	size_t len = strlen(name);

	return len > 4 && strcasecmp(name + len - 4, ".csv") == 0 &&
	       read_table_of(name, has_none, NULL, &ignored) != READ_TABLE_COUNT;
}

const char *read_column_of(enum read_table table, const char *column)
{
	for (int i = 0; i < RENAMED; i++)
		if (renamed[i].table == table && strcmp(renamed[i].old, column) == 0)
			return renamed[i].now;
	return column;
}

const json_t *read_column_in(enum read_table table, const json_t *object, const char *column)
{
	const json_t *value = json_object_get(object, column);

	for (int i = 0; i < RENAMED && value == NULL; i++)
		if (renamed[i].table == table && strcmp(renamed[i].now, column) == 0)
			value = json_object_get(object, renamed[i].old);
	return value;
}

bool read_column_is_known(enum read_table table, const char *column)
{
	return text_equal(column, "id") ||
	       is_among(tables[table].columns, column, strlen(column));
}
