"""What `make test-spark` runs: Spark on two cores, for real."""
