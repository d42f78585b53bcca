"""What was released, and when: releases, their files, and what each cell told."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_STANDS = "Released figures stand as they are"

_POSTGRESQL = (
    f"""
    CREATE FUNCTION releases_stand() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '{_STANDS}' USING ERRCODE = 'insufficient_privilege';
    END
    $$
    """,
    f"""
    CREATE FUNCTION release_parts_stand() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM releases WHERE id = OLD.release_id AND told IS NOT NULL) THEN
        RAISE EXCEPTION '{_STANDS}' USING ERRCODE = 'insufficient_privilege';
      END IF;
      IF TG_OP = 'DELETE' THEN
        RETURN OLD;
      END IF;
      RETURN NEW;
    END
    $$
    """,  # noqa: S608 - words of ours
    """
    CREATE TRIGGER releases_stand BEFORE UPDATE OR DELETE ON releases
    FOR EACH ROW WHEN (OLD.state IN ('released', 'set_aside')) EXECUTE FUNCTION releases_stand()
    """,
    *(
        f"""
        CREATE TRIGGER {table}_stand BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION release_parts_stand()
        """
        for table in ("release_files", "release_cells")
    ),
    *(
        f"""
        CREATE TRIGGER {table}_stay BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION releases_stand()
        """
        for table in ("releases", "release_files", "release_cells")
    ),
)

# REPLACE deletes without asking the trigger for deletions, so it is met where it inserts.
_SQLITE = (
    *(
        f"""
        CREATE TRIGGER releases_no_{act} BEFORE {act} ON releases
        WHEN OLD.state IN ('released', 'set_aside')
        BEGIN SELECT RAISE(ABORT, '{_STANDS}'); END
        """
        for act in ("update", "delete")
    ),
    f"""
    CREATE TRIGGER releases_no_replace BEFORE INSERT ON releases
    WHEN EXISTS (
      SELECT 1 FROM releases WHERE id = NEW.id AND state IN ('released', 'set_aside')
    )
    BEGIN SELECT RAISE(ABORT, '{_STANDS}'); END
    """,  # noqa: S608 - words of ours
    *(
        f"""
        CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
        WHEN EXISTS (SELECT 1 FROM releases WHERE id = OLD.release_id AND told IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, '{_STANDS}'); END
        """  # noqa: S608 - words of ours
        for table in ("release_files", "release_cells")
        for act in ("update", "delete")
    ),
    *(
        f"""
        CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
        WHEN EXISTS (
          SELECT 1 FROM {table} WHERE release_id = NEW.release_id AND {key} = NEW.{key}
        )
        BEGIN SELECT RAISE(ABORT, '{_STANDS}'); END
        """  # noqa: S608 - words of ours
        for table, key in (("release_files", "kind"), ("release_cells", "place"))
    ),
)


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "releases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("told", sa.Integer(), nullable=True),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(length=32), nullable=True),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("targets", sa.Integer(), nullable=False),
        sa.Column("tables", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
    )
    op.create_index("ux_releases_number", "releases", ["number"], unique=True)
    op.create_index("ux_releases_told", "releases", ["told"], unique=True)
    op.create_index("ix_releases_first_last", "releases", ["first", "last"])
    op.create_table(
        "release_files",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_release_files_release_id")
        ),
        sa.PrimaryKeyConstraint("release_id", "kind", name=op.f("pk_release_files")),
    )
    op.create_table(
        "release_cells",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("table_key", sa.String(length=32), nullable=False),
        sa.Column("row_code", sa.String(length=32), nullable=False),
        sa.Column("column_code", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("attributes", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_release_cells_release_id")
        ),
        sa.PrimaryKeyConstraint("release_id", "place", name=op.f("pk_release_cells")),
    )
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in _POSTGRESQL if is_postgresql else _SQLITE:
        op.execute(statement)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("release_cells")
    op.drop_table("release_files")
    op.drop_table("releases")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION release_parts_stand()")
        op.execute("DROP FUNCTION releases_stand()")
