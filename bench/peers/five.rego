package five

federal := {"us/ice", "us/ice-ero", "us/ice-hsi", "us/cbp", "us/cbp-border-patrol"}

demographic := {"race-or-ethnicity", "sex-or-gender", "age", "religion", "national-origin"}

broken contains "federal" if {
	some grant in input.sharing.grants
	grant.to in federal
}

broken contains "retention" if not regex.match(`^([0-9]|1[0-9]|2[01]) days$`, input.retention.reads)

broken contains "demographic" if {
	some field in input.collection.fields
	field in demographic
}

broken contains "basis" if {
	some grant in input.sharing.grants
	not grant.basis
}

broken contains "audit" if not input.audit.log_review
