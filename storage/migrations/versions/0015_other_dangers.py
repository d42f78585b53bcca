"""Other dangers: pauses after abuse, terms from practice, care of counsellors."""

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""


def downgrade() -> None:
    """Take it back."""
