"""What a member sees while something behind the console does not work."""

from sqlalchemy import text

from tests.console.desk import Desk


def test_without_the_database_a_kind_page_says_so_and_asks_for_nobody(desk: Desk) -> None:
    visitor = desk.signed_in()
    with desk.evening.program.database.writing() as session:
        session.execute(text("ALTER TABLE console_sessions RENAME TO elsewhere"))

    answer = visitor.client.get("/")

    assert answer.status_code in {500, 503}
    assert "つながりにくく" in answer.text or "不具合" in answer.text
    assert "console_sessions" not in answer.text
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
