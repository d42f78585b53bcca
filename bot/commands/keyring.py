"""The keyring."""

from pathlib import Path

import click

from storage.encryption import Keyring


@click.group()
def keyring_command() -> None:
    """The keys that seal what people write."""


@keyring_command.command("new")
@click.argument("file", type=click.Path(path_type=Path))
def keyring_new(file: Path) -> None:
    """Make a new keyring FILE, readable by its owner alone."""
    Keyring.generate().save(file)
    click.echo(f"{file} is made. Keep a copy away from the database and its backups.")


@keyring_command.command("complete")
@click.argument("file", type=click.Path(path_type=Path))
def keyring_complete(file: Path) -> None:
    """Add the keys that a newer version needs to FILE; what is there stays."""
    added = Keyring.complete(file)
    if added:
        click.echo(f"{', '.join(sorted(added))} added. Keep a copy again, as with a new keyring.")
    else:
        click.echo("Nothing is missing.")
