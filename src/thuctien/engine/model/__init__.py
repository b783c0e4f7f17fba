"""A province as typed frames: the one description that workbook, engine and database share."""

from thuctien.engine.model.columns import Column, Kind, Table
from thuctien.engine.model.province import Province
from thuctien.engine.model.tables import TABLES

__all__ = ["TABLES", "Column", "Kind", "Province", "Table"]
