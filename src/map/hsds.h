/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MAP_HSDS_H
#define MAP_HSDS_H

#include "map/record.h"
#include "map/write.h"

/*
 * A record as an object of HSDS 3.0, the same for JSON and for the CSV package (whose rows are put together
 * to such objects, or taken out of them): an organization, or a service with organization_id, and below it the
 * arrays of the tables that belong to it.  Writer and reader both go by what stands here; not part of map.h.
 *
 * A field stands in its place.  One without a place, or whose place 'more' holds, or that is itself MAP_HSDS_EMPTY in
 * a row, stands in 'attributes':
 * {"value": our text, "taxonomy_term": {"code": name of the field, "taxonomy": "trede"}}.
 * So a reader takes a field from its attribute when there is one and leaves what is in its place to 'more'; else it takes
 * it from its place.
 *
 * Rows that only repeat for others what is said elsewhere (languages, service_areas, cost_options) have an id of
 * ours (map_hsds_is_ours), and a reader passes them over; elsewhere an id of ours is no part of what is read (of a
 * location, a phone, an address, a term ...).  Nor are these, which fill what must be filled: a description of an organization
 * that is its name, MAP_HSDS_EMPTY in an address or as the number of a phone, the country NL, the types
 * 'physical'.
 *
 * 'more' of a record is an object of the same shape with what no field holds: columns of the record itself, and
 * arrays whose first element goes together with the row that holds our fields ({} when there is nothing of it) and
 * whose others are whole rows.  Of attributes, languages, service_areas and cost_options all are whole rows.
 * id, organization_id and other links of rows in rows are not kept but id itself.
 */
#define MAP_HSDS_TAXONOMY "trede"
#define MAP_HSDS_EMPTY "-"

/*
 * X(ID, place in a service, place in an organization): names with / between, of an array the first element; ""
 * none.
 */
#define MAP_HSDS_IN_SERVICE "service_at_locations/location/addresses/"
#define MAP_HSDS_IN_ORGANISATION "locations/addresses/"
#define MAP_HSDS_PLACES(X)                                                                         \
	X(NAME, "name", "name")                                                                    \
	X(OTHER_NAME, "alternate_name", "alternate_name")                                          \
	X(TASKS, "description", "description")                                                     \
	X(FOR_WHOM, "eligibility_description", "")                                                 \
	X(PHONE, "phones/number", "phones/number")                                                 \
	X(EMAIL, "email", "email")                                                                 \
	X(WEBSITE, "url", "website")                                                               \
	X(CONTACT, "contacts/title", "contacts/title")                                             \
	X(STREET, MAP_HSDS_IN_SERVICE "address_1", MAP_HSDS_IN_ORGANISATION "address_1")           \
	X(POSTCODE, MAP_HSDS_IN_SERVICE "postal_code", MAP_HSDS_IN_ORGANISATION "postal_code")     \
	X(CITY, MAP_HSDS_IN_SERVICE "city", MAP_HSDS_IN_ORGANISATION "city")                       \
	X(DISTRICT, MAP_HSDS_IN_SERVICE "region", MAP_HSDS_IN_ORGANISATION "region")               \
	X(AGE_FROM, "minimum_age", "") /* a number in JSON */                                      \
	X(AGE_TO, "maximum_age", "")                                                               \
	X(COST, "fees_description", "")                                                            \
	X(TIMES, "schedules/description", "")                                                      \
	X(INTAKE, "application_process", "")                                                       \
	X(STATUS, "status", "") /* "temporarily closed" */                                         \
	X(CHECKED_ON, "assured_date", "")
const char *map_hsds_place(enum map_field field, enum map_kind kind);

/*
 * X(table, its array in the object that it belongs to, its file in a package)
 * Of a service each of its service_at_locations has one "location".  A row below another points at it with
 * TABLE_id ("service_id"), an attribute and metadata with link_id or resource_id.
 * A column of a package whose heading ends in MAP_HSDS_JSON holds JSON: what is no plain text, under the name before it.
 */
#define MAP_HSDS_JSON "{}"
#define MAP_HSDS_TABLES(X)                                                                         \
	X("organization", "organizations", "organizations.csv")                                    \
	X("service", "services", "services.csv")                                                   \
	X("service_at_location", "service_at_locations", "service_at_locations.csv")               \
	X("location", "locations", "locations.csv")                                                \
	X("address", "addresses", "addresses.csv")                                                 \
	X("phone", "phones", "phones.csv")                                                         \
	X("contact", "contacts", "contacts.csv")                                                   \
	X("schedule", "schedules", "schedules.csv")                                                \
	X("language", "languages", "languages.csv")                                                \
	X("service_area", "service_areas", "service_areas.csv")                                    \
	X("cost_option", "cost_options", "cost_options.csv")                                       \
	X("required_document", "required_documents", "required_documents.csv")                     \
	X("funding", "funding", "funding.csv")                                                     \
	X("accessibility", "accessibility", "accessibility.csv")                                   \
	X("program", "programs", "programs.csv")                                                   \
	X("organization_identifier", "organization_identifiers", "organization_identifiers.csv")   \
	X("service_capacity", "capacities", "service_capacities.csv")                              \
	X("unit", "units", "units.csv")                                                            \
	X("url", "additional_urls", "urls.csv") /* of an organization: additional_websites */     \
	X("eligibility", "eligibility", "eligibility.csv") /* these two: before 3.0 */             \
	X("payment_accepted", "payments_accepted", "payments_accepted.csv")                        \
	X("metadata", "metadata", "metadata.csv")                                                  \
	X("attribute", "attributes", "attributes.csv")                                             \
	X("taxonomy", "taxonomies", "taxonomies.csv")                                              \
	X("taxonomy_term", "taxonomy_terms", "taxonomy_terms.csv")

/* An id that trede made for a row that had none: a UUID of its own kind, the same each time. */
enum { MAP_HSDS_ID = 37 };
void map_hsds_id(const char *of, const char *what, char id[MAP_HSDS_ID]);
bool map_hsds_is_ours(const char *id);

/*
 * The object of a record; the caller's.  w: for labels of what only others read.  Of what is secret nothing goes in.
 * organisation: the id of an offer's organisation as it is written; "" for an organisation.
 */
json_t *map_hsds_of(const struct map_words *w, const struct map_record *r,
		    const char *organisation, const struct map_secret *secret);

#endif
