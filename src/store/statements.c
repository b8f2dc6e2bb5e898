/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sql.h"

/* Every statement that ever runs on data; values are bound by name, never written into a text. */

#define ENTRY_COLUMNS                                                                              \
	"device, dseq, hlc, id, kind, subject, client, author, replaces, \"on\", form, body"
#define ENTRY_ORDER " ORDER BY \"on\", hlc, device"
#define ENTRY_SEALED "id, salt, kind, subject, client, author, replaces, \"on\", form, body"
#define ACCESS_SEALED "salt, worker, action, client, hits"
#define DRAFT_COLUMNS                                                                              \
	"id, form, client, author, conducted_by, \"on\", begun, at_path, typed, cursor, part, "    \
	"asked, total, revision"
#define CLIENT_COLUMNS                                                                             \
	"id, called, given_name, family_name, birth_date, file_number, postcode, district, "       \
	"status, last_seen, ladder_level, facts, phones"

#define CLIENT_VALUES                                                                              \
	":id, :called, :given_name, :family_name, :birth_date, :file_number, :postcode, "          \
	":district, :status, :last_seen, :ladder_level, :facts, :phones, :names, :parts"

#define SOCIAL_COLUMNS                                                                             \
	"number, kind, id, entry, source, parent, name, sort, status, checked, hlc, body"
#define SOCIAL_VALUES                                                                              \
	":kind, :id, :entry, :source, :parent, :name, :sort, :status, :checked, :hlc, :words, :body"
#define SOCIAL_PASSES                                                                              \
	"AND (:before IS NULL OR checked < :before) AND (:open = 0 OR status IN ('', 'active')) "
#define SOCIAL_BEHIND                                                                              \
	"AND (sort, id) > (:sort, :id) " SOCIAL_PASSES "ORDER BY sort, id LIMIT :most"

const char *const sql_texts[SQL_COUNT] = {
	[SQL_BEGIN] = "BEGIN IMMEDIATE",
	[SQL_COMMIT] = "COMMIT",
	[SQL_ROLLBACK] = "ROLLBACK",
	[SQL_SAVEPOINT] = "SAVEPOINT inner_step",
	[SQL_RELEASE] = "RELEASE inner_step",
	[SQL_ROLLBACK_TO] = "ROLLBACK TO inner_step",
	[SQL_META_GET] = "SELECT value FROM meta WHERE key = :key",
	[SQL_META_SET] = "INSERT INTO meta(key, value) VALUES (:key, :value) "
			 "ON CONFLICT(key) DO UPDATE SET value = excluded.value",

	[SQL_ENTRY_LAST] = "SELECT dseq, hlc, prev_hash, seal_hash FROM entry "
			   "WHERE device = :device ORDER BY dseq DESC LIMIT 1",
	[SQL_ENTRY_INSERT] =
		"INSERT INTO entry(device, dseq, hlc, prev_hash, seal_hash, " ENTRY_SEALED ") "
		"VALUES (:device, :dseq, :hlc, :prev, :seal, :id, :salt, :kind, :subject, "
		":client, :author, :replaces, :on, :form, :body)",
	[SQL_ENTRY_AT] = "SELECT hlc, prev_hash, seal_hash, " ENTRY_SEALED " FROM entry "
			 "WHERE device = :device AND dseq = :dseq",
	[SQL_ENTRY_BY_ID] = "SELECT " ENTRY_COLUMNS " FROM entry WHERE id = :id",
	[SQL_ENTRY_OF_CLIENT] =
		"SELECT " ENTRY_COLUMNS " FROM entry WHERE client = :value" ENTRY_ORDER,
	[SQL_ENTRY_OF_KIND] =
		"SELECT " ENTRY_COLUMNS " FROM entry WHERE kind = :value" ENTRY_ORDER,
	[SQL_ENTRY_OF_SUBJECT] =
		"SELECT " ENTRY_COLUMNS " FROM entry WHERE id = :value AND subject = :value "
		"UNION ALL SELECT " ENTRY_COLUMNS " FROM entry "
		"WHERE subject = :value AND subject <> id" ENTRY_ORDER,
	[SQL_ENTRY_CLIENTS] = "SELECT DISTINCT client FROM entry WHERE client IS NOT NULL "
			      "ORDER BY client",
	[SQL_ENTRY_ERASE] =
		"UPDATE entry SET id = NULL, salt = NULL, kind = NULL, subject = NULL, "
		"client = NULL, author = NULL, replaces = NULL, \"on\" = NULL, form = NULL, "
		"body = NULL WHERE device = :device AND dseq = :dseq",
	[SQL_ENTRY_CHAIN] = "SELECT device, dseq, hlc, prev_hash, seal_hash, " ENTRY_SEALED
			    " FROM entry ORDER BY device, dseq",

	[SQL_ACCESS_LAST] = "SELECT seq, hlc, prev_hash, seal_hash FROM access "
			    "WHERE device = :device ORDER BY seq DESC LIMIT 1",
	[SQL_ACCESS_INSERT] =
		"INSERT INTO access(device, seq, hlc, prev_hash, seal_hash, " ACCESS_SEALED ") "
		"VALUES (:device, :seq, :hlc, :prev, :seal, :salt, :worker, :action, :client, "
		":hits)",
	[SQL_ACCESS_OF_CLIENT] = "SELECT seq, hlc, worker, action, client, hits FROM access "
				 "WHERE client = :client ORDER BY hlc, device, seq",
	[SQL_ACCESS_RECENT] = "SELECT client FROM access WHERE device = :device "
			      "AND seq > (SELECT max(seq) FROM access WHERE device = :device) "
			      "- :rows AND worker = :worker AND action = 'open' "
			      "AND client IS NOT NULL ORDER BY seq DESC",
	[SQL_ACCESS_CHAIN] = "SELECT device, seq, hlc, prev_hash, seal_hash, " ACCESS_SEALED
			     " FROM access ORDER BY device, seq",

	[SQL_DRAFT_INSERT] =
		"INSERT INTO draft(" DRAFT_COLUMNS ") VALUES (:id, :form, :client, :author, "
		":conducted_by, :on, :begun, :at_path, :typed, :cursor, :part, :asked, :total, "
		":revision)",
	[SQL_DRAFT_GET] = "SELECT " DRAFT_COLUMNS " FROM draft WHERE id = :id",
	[SQL_DRAFT_DELETE] = "DELETE FROM draft WHERE id = :id",
	[SQL_DRAFT_UPDATE] =
		"UPDATE draft SET \"on\" = :on, conducted_by = :conducted_by, form = :form, "
		"part = :part, asked = :asked, total = :total, revision = revision + 1 "
		"WHERE id = :id",
	[SQL_DRAFT_PLACE] = "UPDATE draft SET at_path = :at_path, typed = :typed, "
			    "cursor = :cursor, revision = revision + 1 WHERE id = :id",
	[SQL_DRAFT_PROGRESS] = "UPDATE draft SET asked = :asked, total = :total, "
			       "revision = revision + 1 WHERE id = :id",
	[SQL_DRAFT_TOUCH] = "UPDATE draft SET revision = revision + 1 WHERE id = :id",
	[SQL_DRAFT_COUNT] = "SELECT count(*) FROM draft",
	[SQL_DRAFT_ALL] = "SELECT " DRAFT_COLUMNS " FROM draft ORDER BY begun DESC, id DESC",
	[SQL_DRAFT_OF_CLIENT] = "SELECT " DRAFT_COLUMNS " FROM draft WHERE client = :client "
				"ORDER BY begun DESC, id DESC",
	[SQL_DRAFT_ANSWER_PUT] =
		"INSERT INTO draft_answer(draft, path, value, status, remarks, origin) "
		"VALUES (:draft, :path, :value, :status, :remarks, :origin) "
		"ON CONFLICT(draft, path) DO UPDATE SET value = excluded.value, "
		"status = excluded.status, remarks = excluded.remarks, "
		"origin = excluded.origin",
	[SQL_DRAFT_ANSWER_REMOVE] =
		"DELETE FROM draft_answer WHERE draft = :draft AND path = :path",
	[SQL_DRAFT_ANSWERS] = "SELECT path, value, status, remarks, origin FROM draft_answer "
			      "WHERE draft = :draft ORDER BY path",
	[SQL_DRAFT_NOTE_PUT] = "INSERT INTO draft_note(draft, n, text) VALUES (:draft, :n, :text) "
			       "ON CONFLICT(draft, n) DO UPDATE SET text = excluded.text",
	[SQL_DRAFT_NOTE_REMOVE] = "DELETE FROM draft_note WHERE draft = :draft AND n = :n",
	[SQL_DRAFT_NOTES] = "SELECT n, text FROM draft_note WHERE draft = :draft ORDER BY n",

	[SQL_CLIENT_OLD] = "SELECT number, birth_date, file_number, postcode, phones, parts "
			   "FROM client WHERE id = :id",
	[SQL_CLIENT_REMOVE] = "DELETE FROM client WHERE number = :number",
	[SQL_CLIENT_ADD] = "INSERT INTO client(" CLIENT_COLUMNS ", names, parts) "
			   "VALUES (" CLIENT_VALUES ")",
	[SQL_CLIENT_PUT] =
		"INSERT OR REPLACE INTO client(number, " CLIENT_COLUMNS ", names, parts) "
		"VALUES (:number, " CLIENT_VALUES ")",
	[SQL_CLIENT_GET] = "SELECT " CLIENT_COLUMNS " FROM client WHERE id = :id",
	[SQL_CLIENT_BY_NUMBER] = "SELECT " CLIENT_COLUMNS " FROM client WHERE number = :number",
	[SQL_CLIENT_NUMBER] = "SELECT number FROM client WHERE id = :id",
	[SQL_CLIENT_NAMES] = "SELECT names FROM client WHERE number = :number",
	[SQL_CLIENT_UNSEEN] =
		"SELECT " CLIENT_COLUMNS " FROM client "
		"WHERE status = 'open' AND last_seen < :day ORDER BY last_seen, number LIMIT :most",
	[SQL_CLIENT_KNOWN] =
		"SELECT file_number, called, given_name, family_name, birth_date, postcode "
		"FROM client",
	[SQL_CLIENT_ROWS] = "SELECT count(*) FROM client",
	[SQL_CLIENT_LAST] = "SELECT coalesce(max(number), 0) FROM client",
	[SQL_CLIENT_UNLISTED] =
		"SELECT number, birth_date, file_number, postcode, phones, parts "
		"FROM client WHERE number > :number ORDER BY number",
	[SQL_TALLY_ADD] = "INSERT INTO tally(what, n) VALUES (:what, :n) "
			  "ON CONFLICT(what) DO UPDATE SET n = n + excluded.n",
	[SQL_TALLY_GET] = "SELECT n FROM tally WHERE what = :what",
	[SQL_PART_ID] = "SELECT id FROM name_part WHERE folded = :folded",
	[SQL_PART_TEXT] = "SELECT folded FROM name_part WHERE id = :part",
	[SQL_PART_LAST] = "SELECT coalesce(max(id), 0) FROM name_part",
	[SQL_PART_PUT] = "INSERT INTO name_part(id, folded) VALUES (:part, :folded)",
	[SQL_PART_REMOVE] = "DELETE FROM name_part WHERE id = :part AND NOT EXISTS "
			    "(SELECT 1 FROM person_part WHERE part = :part)",
	[SQL_PART_SWEEP] = "DELETE FROM name_part WHERE NOT EXISTS "
			   "(SELECT 1 FROM person_part WHERE part = name_part.id)",
	[SQL_POSTING_ADD] = "INSERT OR IGNORE INTO person_part(part, client, kinds) "
			    "VALUES (:part, :number, :kinds)",
	[SQL_POSTING_PUT] = "INSERT OR REPLACE INTO person_part(part, client, kinds) "
			    "VALUES (:part, :number, :kinds)",
	[SQL_POSTING_REMOVE] =
		"DELETE FROM person_part WHERE part = :part AND client = :number",
	[SQL_KEY_ADD] = "INSERT OR IGNORE INTO client_key(kind, key, client) "
			"VALUES (:kind, :key, :number)",
	[SQL_KEY_PUT] = "INSERT OR REPLACE INTO client_key(kind, key, client) "
			"VALUES (:kind, :key, :number)",
	[SQL_KEY_REMOVE] = "DELETE FROM client_key WHERE kind = :kind AND key = :key "
			   "AND client = :number",
	[SQL_KEY_IS] = "SELECT client FROM client_key WHERE kind = :kind AND key = :from "
		       "LIMIT :most",
	[SQL_KEY_BEGINS] = "SELECT client FROM client_key WHERE kind = :kind "
			   "AND key >= :from AND key < :to LIMIT :most",
	[SQL_PARTS_READ] = "SELECT id, folded FROM name_part WHERE id > :part "
			   "ORDER BY id LIMIT :most",
	[SQL_POSTINGS_READ] =
		"SELECT part, client, kinds FROM person_part "
		"WHERE (part, client) > (:part, :number) ORDER BY part, client LIMIT :most",
	[SQL_PERSONS_READ] = "SELECT number, birth_date, status = 'open' FROM client "
			     "INDEXED BY client_person WHERE number > :number "
			     "ORDER BY number LIMIT :most",
	[SQL_AGENDA_PUT] =
		"INSERT OR REPLACE INTO agenda(due, time, client, subject, kind, about, \"with\") "
		"VALUES (:due, :time, :client, :subject, :kind, :about, :with)",
	[SQL_AGENDA_FORGET] = "DELETE FROM agenda WHERE client = :client",
	[SQL_AGENDA_UNTIL] =
		"SELECT a.due, a.time, a.client, a.subject, a.kind, a.about, a.\"with\", "
		"c.called, c.family_name "
		"FROM agenda a LEFT JOIN client c ON c.id = a.client WHERE a.due <= :until "
		"ORDER BY a.due, a.time, a.client, a.subject, a.kind LIMIT :most",
	[SQL_EVENT_COUNT] = "SELECT count(*) FROM event WHERE kind = :kind AND \"on\" = :on "
			    "AND district = :district AND client = :client AND detail = :detail",
	[SQL_EVENT_PUT] = "INSERT OR IGNORE INTO event(kind, \"on\", district, client, detail, n) "
			  "VALUES (:kind, :on, :district, :client, :detail, :n)",
	[SQL_EVENT_FORGET] = "DELETE FROM event WHERE client = :client",
	[SQL_THING_PUT] = "INSERT INTO thing(kind, key, value) VALUES (:kind, :key, :value) "
			  "ON CONFLICT(kind, key) DO UPDATE SET value = excluded.value",
	[SQL_THING_GET] = "SELECT value FROM thing WHERE kind = :kind AND key = :key",
	[SQL_THING_ALL] = "SELECT key, value FROM thing WHERE kind = :kind ORDER BY key",
	[SQL_THING_FORGET] = "DELETE FROM thing WHERE kind = :kind",

	[SQL_EVENT_BETWEEN] =
		"SELECT client, \"on\", kind, district, detail FROM event WHERE kind = :kind "
		"AND \"on\" BETWEEN :from AND :to ORDER BY \"on\", district, client, detail, n",

	[SQL_SOCIAL_OLD] = "SELECT number, hlc, words FROM social "
			   "WHERE kind = :kind AND id = :id",
	[SQL_SOCIAL_ADD] = "INSERT INTO social(kind, id, entry, source, parent, name, sort, "
			   "status, checked, hlc, words, body) VALUES (" SOCIAL_VALUES ")",
	[SQL_SOCIAL_PUT] =
		"INSERT OR REPLACE INTO social(number, kind, id, entry, source, parent, name, sort, "
		"status, checked, hlc, words, body) VALUES (:number, " SOCIAL_VALUES ")",
	[SQL_SOCIAL_GET] = "SELECT " SOCIAL_COLUMNS " FROM social WHERE kind = :kind AND id = :id",
	[SQL_SOCIAL_AT] = "SELECT " SOCIAL_COLUMNS " FROM social WHERE number = :number",
	[SQL_SOCIAL_BY_SOURCE] =
		"SELECT " SOCIAL_COLUMNS " FROM social WHERE kind = :kind AND source = :source "
		"AND source <> '' ORDER BY id LIMIT 1",
	[SQL_SOCIAL_ALL] = "SELECT " SOCIAL_COLUMNS " FROM social WHERE kind = :kind " SOCIAL_BEHIND,
	[SQL_SOCIAL_OF_PARENT] =
		"SELECT " SOCIAL_COLUMNS " FROM social WHERE parent = :parent AND parent <> '' "
		"AND kind = :kind " SOCIAL_BEHIND,
	/* all there is, from the index that has the order and nothing of the rows */
	[SQL_SOCIAL_ORDER] = "SELECT number FROM social "
			     "WHERE (kind, sort, id) > (:kind, :sort, :id) " SOCIAL_PASSES
			     "ORDER BY kind, sort, id",
	[SQL_SOCIAL_BRIEF] = "SELECT kind, sort, id, words FROM social WHERE number = :number "
			     "AND (kind, sort, id) > (:kind, :sort, :id) " SOCIAL_PASSES,
	[SQL_SOCIAL_ROWS] = "SELECT count(*) FROM social WHERE kind = :kind",
	[SQL_WORD_PUT] = "INSERT OR IGNORE INTO social_word(word, number) VALUES (:word, :number)",
	[SQL_WORD_REMOVE] = "DELETE FROM social_word WHERE word = :word AND number = :number",
	[SQL_WORD_BEGINS] = "SELECT number FROM social_word WHERE word >= :from AND word < :to",
	[SQL_WORD_WEIGHT] = "SELECT count(*) FROM (SELECT 1 FROM social_word "
			    "WHERE word >= :from AND word < :to LIMIT 1000)",
	[SQL_ASKS_PUT] = "INSERT OR REPLACE INTO asks(number, asks) VALUES (:number, :asks)",
	[SQL_ASKS_REMOVE] = "DELETE FROM asks WHERE number = :number",
	[SQL_ASKS_ALL] = "SELECT number, asks FROM asks",
	[SQL_ASKS_ROWS] = "SELECT count(*) FROM asks",
	[SQL_WAITING_PUT] =
		"INSERT OR REPLACE INTO waiting(offer, since, client, referral, asked) "
		"VALUES (:offer, :since, :client, :referral, :asked)",
	[SQL_WAITING_FORGET] = "DELETE FROM waiting WHERE client = :client",
	[SQL_WAITING_OF] = "SELECT offer, since, client, referral, asked FROM waiting "
			   "WHERE offer = :offer ORDER BY since, client, referral",
	[SQL_WAITING_ALL] = "SELECT offer, since, client, referral, asked FROM waiting "
			    "ORDER BY offer, since, client, referral",

	[SQL_FIND_BY_NAME] = "SELECT p.client FROM name_part n CROSS JOIN person_part p "
			     "ON p.part = n.id WHERE n.folded >= :from AND n.folded < :to",
	/* what decides whether and where a candidate stands in the list, and nothing more of her */
	[SQL_FIND_BY_NUMBER] = "SELECT called || char(9) || family_name, birth_date, "
			       "file_number, postcode, parts, id FROM client WHERE number = :number",
	[SQL_FIND_WEIGHT] = "SELECT count(*) FROM (SELECT 1 FROM name_part n "
			    "CROSS JOIN person_part p ON p.part = n.id "
			    "WHERE n.folded >= :from AND n.folded < :to LIMIT 1000)",
	[SQL_FIND_WEIGHT_KEY] = "SELECT count(*) FROM (SELECT 1 FROM client_key "
				"WHERE kind = :kind AND key >= :from AND key < :to LIMIT 1000)",

	[SQL_CLEAR_CLIENT] = "DELETE FROM client",
	[SQL_CLEAR_PART] = "DELETE FROM name_part",
	[SQL_CLEAR_POSTING] = "DELETE FROM person_part",
	[SQL_CLEAR_KEY] = "DELETE FROM client_key",
	[SQL_CLEAR_AGENDA] = "DELETE FROM agenda",
	[SQL_CLEAR_EVENT] = "DELETE FROM event",
	[SQL_CLEAR_THING] = "DELETE FROM thing",
	[SQL_CLEAR_TALLY] = "DELETE FROM tally",
	[SQL_CLEAR_SOCIAL] = "DELETE FROM social",
	[SQL_CLEAR_WORD] = "DELETE FROM social_word",
	[SQL_CLEAR_ASKS] = "DELETE FROM asks",
	[SQL_CLEAR_WAITING] = "DELETE FROM waiting",
	[SQL_DIGEST_CLIENT] =
		"SELECT " CLIENT_COLUMNS ", names, number, parts FROM client ORDER BY id",
	[SQL_DIGEST_POSTING] = "SELECT part, client, kinds FROM person_part",
	[SQL_DIGEST_KEY] = "SELECT kind, key, client FROM client_key",
	[SQL_DIGEST_AGENDA] = "SELECT due, time, client, subject, kind, about, \"with\" "
			      "FROM agenda ORDER BY due, time, client, subject, kind",
	[SQL_DIGEST_EVENT] = "SELECT kind, \"on\", district, client, detail, n FROM event "
			     "ORDER BY kind, \"on\", district, client, detail, n",
	[SQL_DIGEST_THING] = "SELECT kind, key, value FROM thing ORDER BY kind, key",
	[SQL_DIGEST_TALLY] = "SELECT what, n FROM tally ORDER BY what",
	[SQL_DIGEST_SOCIAL] =
		"SELECT s.kind, s.id, s.entry, s.source, s.parent, s.name, s.sort, s.status, "
		"s.checked, s.hlc, s.words, s.body, a.asks, s.number FROM social s "
		"LEFT JOIN asks a ON a.number = s.number ORDER BY s.kind, s.id",
	[SQL_DIGEST_WORD] = "SELECT word, number FROM social_word",
	[SQL_DIGEST_WAITING] = "SELECT offer, since, client, referral, asked FROM waiting "
			       "ORDER BY offer, since, client, referral",
	[SQL_CHECK_PAGES] = "PRAGMA integrity_check(20)",
	[SQL_CHECK_KEYS] = "PRAGMA foreign_key_check",
};
