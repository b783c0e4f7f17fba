"""The first templates drawn anew: a section said twice where its page numbers begin.

Word may refuse to open such a file. Until now no installation has documents that were written with
them, so the files keep their version.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FILES = {
    "party-decision-1.docx": (
        "5cbe6a8d85e694d3344c28fd88a53deafd53a14af1a17eb9c1ca17cc59e16e52",
        39895,
    ),
    "party-letter-1.docx": (
        "83a8d6b051f2f12eb006fdd134f0039c2b33a7f8f485dea36ce9a71eafd34e7b",
        39870,
    ),
    "party-list-1.docx": (
        "2e8a4f0283bf942eff10b675e5f217c422add700fa441981ada9cafaee5b00a6",
        38652,
    ),
    "party-other-1.docx": (
        "f832f21e795f3ce500efc287599f8f8ac10fffbdcd0c3634ceaf189d9b52a2bb",
        39908,
    ),
    "state-decision-1.docx": (
        "1683bd5cebc1811900c5eade520cc22230300c11cda26836c1505b8872e056be",
        39949,
    ),
    "state-letter-1.docx": (
        "2337961f4ac61fa6241d8611d2fc4c8960e731fc7d57bcd0b968d2b84e1ce059",
        39924,
    ),
    "state-list-1.docx": (
        "d953441b79c2af5ee8c5b3dcf4ff4f299c21a084e6d6af6be73f2270495ad6b0",
        38707,
    ),
    "state-other-1.docx": (
        "0215371e55c3d7895180b6905b5543ee2edd5adf74f2ad8a6af25c8768cd5cfd",
        39965,
    ),
}


def expect_new_files(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write down hash and size of the files as they are now."""
    rows = apps.get_model("documents", "Template").objects.filter(path="", version=1)
    for name, (sha256, size) in FILES.items():
        rows.filter(file_name=name).update(sha256=sha256, size=size)


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_templates_that_come_along")]

    operations = [migrations.RunPython(expect_new_files, migrations.RunPython.noop)]
