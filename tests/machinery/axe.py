"""axe in a page: what keeps somebody from reading or using it, in words."""

from typing import Any, Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_RUN: Final = """async (rules) => {
  const options = rules ? { runOnly: { type: "rule", values: rules } } : {};
  const found = await axe.run(document, { ...options, resultTypes: ["violations"] });
  return found.violations.map(({ id, help, nodes }) =>
    ({ id, help, where: nodes.map((node) => `${node.target} ${node.html.slice(0, 160)}`) }));
}"""


def violations_on(page: Page, *, rules: list[str] | None = None) -> list[str]:
    """Every violation of the page as it is shown now; of some rules, or of all."""
    if not page.evaluate("'axe' in window"):  # half a megabyte, once a page
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(_RUN, rules)
    return [f"{each['id']}: {each['help']}: {'; '.join(each['where'])}" for each in found]
