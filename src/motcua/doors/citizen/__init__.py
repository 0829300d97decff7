"""The door of citizens and businesses: find, file, track."""
