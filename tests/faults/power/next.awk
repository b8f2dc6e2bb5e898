# SPDX-License-Identifier: GPL-3.0-or-later
# The tables of a trede that is one step further, from schema.h and schema.c as they are: the next
# version, and a step that makes a table, fills it from all entries and changes another one.
/SCHEMA_VERSION = [0-9]+,/ {
	match($0, /[0-9]+,/)
	version = substr($0, RSTART, RLENGTH - 1) + 1
	sub(/[0-9]+,/, version ",")
}
/^static const char \*const (steps|versions)\[SCHEMA_VERSION\]/ { list = $5 }
/^};/ && list ~ /steps/ {
	print "\t\"CREATE TABLE further(device TEXT NOT NULL, dseq INTEGER NOT NULL, body TEXT,\""
	print "\t\"  PRIMARY KEY(device, dseq)) STRICT, WITHOUT ROWID;\""
	print "\t\"INSERT INTO further SELECT device, dseq, body FROM entry;\""
	print "\t\"CREATE INDEX further_body ON further(body);\""
	print "\t\"ALTER TABLE draft ADD COLUMN further TEXT NOT NULL DEFAULT '';\","
	list = ""
}
/^};/ && list ~ /versions/ {
	print "\t\"PRAGMA user_version=" known + 1 "\","
	list = ""
}
/PRAGMA user_version=[0-9]+"/ {
	match($0, /user_version=[0-9]+/)
	known = substr($0, RSTART + 13, RLENGTH - 13)
}
{ print }
