"""The door of anyone who checks a signed paper."""
