"""Procedures: the catalogue of administrative procedures (danh mục thủ tục hành chính) and its versions."""
