"""A whole gradebook as plain rows that can be compared: every table and column there is.

Keys that nbgrader makes up are replaced by names, so that two gradebooks which say the same are
equal, whoever wrote them and whichever database holds them.
"""

from typing import Any

from nbgrader.api import Base
from sqlalchemy import Column, MetaData, String, Table, create_engine, inspect
from sqlalchemy.engine import Connection

Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]

VERSION = Table("alembic_version", MetaData(), Column("version_num", String))

# What names a row of each table: its own columns, of which keys are named by the row they point to.
NAMED_BY = {
    "course": ("id",),
    "student": ("id",),
    "assignment": ("name",),
    "notebook": ("assignment_id", "name"),
    "source_cell": ("notebook_id", "name"),
    "base_cell": ("notebook_id", "type", "name"),
    "grade_cells": ("id",),
    "solution_cells": ("id",),
    "task_cells": ("id",),
    "submitted_assignment": ("assignment_id", "student_id"),
    "submitted_notebook": ("assignment_id", "notebook_id"),
    "grade": ("notebook_id", "cell_id"),
    "comment": ("notebook_id", "cell_id"),
    "alembic_version": ("version_num",),
}


def read_rows(db_url: str) -> Rows:
    """Return all rows of a gradebook: by table, then by a name that says what the row is about."""
    engine = create_engine(db_url)
    try:
        with engine.connect() as connection:
            return _read(connection)
    finally:
        engine.dispose()


def rows_about(student: str, rows: Rows) -> Rows:
    """Return all rows that are about one student."""
    about = {
        table: {name: row for name, row in found.items() if student in name.split(" / ")}
        for table, found in rows.items()
    }
    return {table: found for table, found in about.items() if found}


def _read(connection: Connection) -> Rows:
    names: dict[tuple[str, Any], str] = {}
    found: Rows = {}
    for table in _tables(connection):
        points_to = {
            column.name: key.column.table.name
            for column in table.columns
            for key in column.foreign_keys
        }
        found[table.name] = {}
        for row in connection.execute(table.select()).mappings():
            plain = {
                # nbgrader keeps no row for a course without a name
                column: names.get((points_to[column], value), value)
                if column in points_to
                else value
                for column, value in row.items()
            }
            name = " / ".join(str(plain[column]) for column in NAMED_BY[table.name])
            assert name not in found[table.name], f"{table.name} has {name} twice."
            found[table.name][name] = {**plain, "id": name} if "id" in plain else plain
            names[table.name, row.get("id")] = name
    return found


def _tables(connection: Connection) -> list[Table]:
    """Return all tables, each after those that its keys point to; none or no column is left out."""
    tables = [*Base.metadata.sorted_tables, VERSION]
    assert set(inspect(connection).get_table_names()) == {table.name for table in tables}
    for table in tables:
        there = connection.exec_driver_sql(f"SELECT * FROM {table.name} LIMIT 0").keys()
        assert set(there) == set(table.columns.keys()), table.name
    return tables
