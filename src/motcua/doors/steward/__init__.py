"""The door of stewards: catalogue, office, machine."""
