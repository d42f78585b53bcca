"""Rich menus as far as the program may use them: create, set as default, link, delete."""

from simulator import ids
from simulator.bubbles import DEFAULT_MENU, menu_buttons
from simulator.limits import faults_of_action
from simulator.measure import graphemes
from simulator.platform import Platform
from simulator.refusals import Detail, invalid_body, not_found
from simulator.shapes import JsonObject, as_list, as_object


class RichMenus:
    """The channel's rich menus; a person's own goes before the default one."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._menus: dict[str, JsonObject] = {}
        self._of_person: dict[str, str] = {}
        self.default: str | None = None

    def create(self, menu: JsonObject) -> str:
        """Keep a menu and return its id.

        Raises:
            RefusedError: 400, an action or the bar's text breaks LINE's limits.
        """
        faults = list(_faults(menu))
        if faults:
            raise invalid_body(*faults)
        menu_id = ids.rich_menu_id()
        with self._platform.changed:
            self._menus[menu_id] = {"richMenuId": menu_id, **menu}
        return menu_id

    def get(self, menu_id: str) -> JsonObject:
        """Return a menu with its id.

        Raises:
            RefusedError: 404, there is no such menu.
        """
        menu = self._menus.get(menu_id)
        if menu is None:
            raise not_found()
        return menu

    def listed(self) -> list[JsonObject]:
        """Return all menus."""
        return list(self._menus.values())

    def delete(self, menu_id: str) -> None:
        """Forget a menu; phones showing it fall back to the default."""
        with self._platform.changed:
            self.get(menu_id)
            del self._menus[menu_id]
            self._of_person = {who: one for who, one in self._of_person.items() if one != menu_id}
            if self.default == menu_id:
                self.default = None
            self._show()

    def set_default(self, menu_id: str | None) -> None:
        """Show this menu to everybody without an own one; `None` goes back to the built-in."""
        with self._platform.changed:
            if menu_id is not None:
                self.get(menu_id)
            self.default = menu_id
            self._show()

    def link(self, user_id: str, menu_id: str | None) -> None:
        """Give one person an own menu, or take it away; a no-op for who is not known."""
        with self._platform.changed:
            if menu_id is None:
                self._of_person.pop(user_id, None)
            else:
                self.get(menu_id)
                self._of_person[user_id] = menu_id
            self._show()

    def of_person(self, user_id: str) -> str:
        """Return the id of a person's own menu.

        Raises:
            RefusedError: 404, the person has none.
        """
        if user_id not in self._of_person:
            raise not_found()
        return self._of_person[user_id]

    def _show(self) -> None:
        for person in self._platform.people:
            menu_id = self._of_person.get(person.user_id) or self.default
            menu = menu_buttons(self._menus[menu_id]) if menu_id else DEFAULT_MENU
            if menu != person.menu:
                person.set_menu(menu)
        self._platform.changed.notify_all()


def _faults(menu: JsonObject) -> list[Detail]:
    faults: list[Detail] = []
    if graphemes(str(menu.get("chatBarText") or "")) not in range(1, 15):
        faults.append(Detail(message="Length must be between 1 and 14", where="chatBarText"))
    for number, area in enumerate(as_list(menu.get("areas"))):
        action = as_object(as_object(area).get("action"))
        faults.extend(faults_of_action(action, f"areas[{number}].action"))
    return faults
