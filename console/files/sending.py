"""Handing a report to whoever asked: in which kind of file, and under which name."""

from enum import StrEnum, unique
from typing import Final

from flask import Response, render_template, request

from console.files import csv_file, pdf_file, xlsx_file
from console.files.csv_file import Encoding, MissingLettersError
from console.files.report import Report


@unique
class Kind(StrEnum):
    """A kind of file; the value ends its name."""

    CSV = "csv"
    CP932 = "sjis.csv"  # for programs that read nothing newer
    XLSX = "xlsx"
    PDF = "pdf"


_TYPES: Final = {
    Kind.CSV: "text/csv; charset=utf-8",
    Kind.CP932: "text/csv; charset=windows-31j",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.PDF: "application/pdf",
}


def made(report: Report, kind: Kind, *, may_replace: bool = False) -> bytes:
    """A report as a file.

    Raises:
        MissingLettersError: CP932 lacks a letter of it, and ``may_replace`` is not given.
    """
    match kind:
        case Kind.XLSX:
            return xlsx_file.write(report)
        case Kind.PDF:
            return pdf_file.write(report)
        case Kind.CSV:
            return csv_file.write(report).content
        case Kind.CP932:
            return csv_file.write(report, encoding=Encoding.CP932, may_replace=may_replace).content


def answer(content: bytes, name: str, kind: Kind) -> Response:
    """The answer that hands a file over; ``name`` is plain ASCII and tells nothing of anybody."""
    sent = Response(content, content_type=_TYPES[kind])
    sent.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    sent.headers["Cache-Control"] = "no-store"
    return sent


def missing_page(refusal: MissingLettersError) -> str:
    """Which letters an old program lacks, and the way to have them as 〓."""
    return render_template("missing_letters.html", missing=refusal.missing, path=request.path)
