"""What several pages share: typing tied to records, steps to take back, saving a paper."""
