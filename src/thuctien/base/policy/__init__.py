"""Who may do what, to which rows: the whole policy as data, in one place.

:mod:`thuctien.base.access` reads it; nothing else decides. Rooms are named by label
(«people.person»), because the ground may not import them. A new model or action gets its line here,
or a test fails.
"""

from thuctien.base.policy.actions import Action, Reach, Role
from thuctien.base.policy.grants import EVERY_ACCOUNT, GRANTS, Grants
from thuctien.base.policy.scopes import SCOPES, Scope

__all__ = ["EVERY_ACCOUNT", "GRANTS", "SCOPES", "Action", "Grants", "Reach", "Role", "Scope"]
