"""The nouns: what a policy, a rule, an agency, an observation and a finding are."""
