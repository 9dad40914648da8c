"""A fresh LibreOffice profile in which nothing of a received file is run or fetched.

Source: LibreOffice's configuration schema: officecfg/registry/schema/org/openoffice/Office/Common.xcs (Security,
Filter/PDF/Export) and Calc.xcs, Writer.xcs (Content/Update).
"""

from pathlib import Path

_COMMON = "/org.openoffice.Office.Common"
_SET: tuple[tuple[str, str, str], ...] = (
    (
        f"{_COMMON}/Security/Scripting",
        "MacroSecurityLevel",
        "3",
    ),  # only signed macros of trusted authors; there are none
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", "true"),
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Misc", "FirstRun", "false"),
    (f"{_COMMON}/Misc", "CrashReport", "false"),
    (f"{_COMMON}/Filter/PDF/Export", "ExportHiddenSlides", "true"),  # else its pages are not the deck's
    (f"{_COMMON}/Filter/PDF/Export", "ExportNotesPages", "false"),
    (f"{_COMMON}/Filter/PDF/Export", "ExportBookmarks", "false"),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),  # never
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),  # never
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
_ITEM = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'


def write_profile(folder: Path) -> None:
    """Make a profile for ``-env:UserInstallation``; ``folder`` must not be there yet."""
    user = folder / "user"
    user.mkdir(parents=True)
    items = "".join(_ITEM.format(*each) for each in _SET)
    (user / "registrymodifications.xcu").write_text(f"{_HEAD}{items}</oor:items>\n", "utf-8")
