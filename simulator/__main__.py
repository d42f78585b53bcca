"""`python -m simulator`: a LINE platform on this machine."""

from pathlib import Path

import click

from simulator.clock import Clock
from simulator.parent import end_with_parent
from simulator.server import serve
from simulator.world import Options


@click.command(context_settings={"auto_envvar_prefix": "SIMULATOR"})
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8081, show_default=True, help="Port to listen on.")
@click.option("--channel-id", required=True, help="The channel's id.")
@click.option("--channel-secret", required=True, help="The channel's secret; signs webhooks.")
@click.option("--long-lived-token", help="Also accept this channel access token, for ever.")
@click.option(
    "--webhook-url",
    default="http://127.0.0.1:8080/line/webhook",
    show_default=True,
    help="Where webhooks go.",
)
@click.option("--clock", help="Time to start from: 2026-11-24T16:05:00+09:00[@UNIX-SECONDS].")
@click.option("--people", default=3, show_default=True, help="How many people have a phone.")
@click.option("--quota", default=200, show_default=True, help="Messages a month; 0: no limit.")
@click.option("--chat/--no-chat", default=False, help="LINE's chat on: nothing is read by itself.")
@click.option("--redelivery/--no-redelivery", default=True, show_default=True)
@click.option("--redelivery-seconds", default=1.0, show_default=True, help="First wait.")
@click.option("--record", type=click.Path(path_type=Path), help="Write all traffic here (JSONL).")
@click.option("--with-parent", is_flag=True, help="Stop when standard input closes.")
def main(
    *,
    with_parent: bool,
    redelivery: bool,
    chat: bool,
    quota: int,
    clock: str | None,
    **options: object,
) -> None:
    """Run a pretend LINE; stop it with Ctrl-C."""
    try:
        Clock.starting_at(clock)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--clock") from error
    chosen = Options(
        is_redelivering=redelivery,
        is_chat_on=chat,
        quota=quota or None,
        clock=clock,
        **options,  # type: ignore[arg-type]  # click has checked the types of these options
    )
    if with_parent:
        end_with_parent()
    serve(chosen)


if __name__ == "__main__":
    main()
