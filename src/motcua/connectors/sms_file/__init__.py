"""SMS as files: a working local implementation of the SMS port, until a carrier is connected."""
