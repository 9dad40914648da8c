"""Which control words of RTF open destinations that are read, which open ones that are not, and which are letters."""

KEPT = frozenset({
    "fonttbl", "info", "title", "author", "subject", "keywords", "doccomm", "creatim", "header", "headerl",
    "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote", "annotation", "atnauthor",
    "atndate", "atntime", "fldinst", "fldrslt", "objdata", "result", "shpinst", "shptxt", "dptxbxtext", "do", "ud",
    "htmltag", "shppict", "listtext", "pntext", "revtbl", "moMath", "moMathPara", "mmath", "object", "pict",
    "field", "atrfstart", "atrfend"
})  # fmt: skip
SKIPPED = frozenset({
    "colortbl", "stylesheet", "filetbl", "listtable", "listoverridetable", "nonshppict", "shprslt", "sp", "sn",
    "sv", "xe", "tc", "bkmkstart", "bkmkend", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn",
    "nonesttables", "mmathPict", "pntxta", "pntxtb", "themedata", "colorschememapping", "operator", "company",
    "manager", "category", "hlinkbase", "comment", "version", "vern", "nofpages", "nofwords", "nofchars", "revtim",
    "printim", "buptim", "falt", "panose", "picprop", "blipuid", "datastore", "datafield", "formfield", "generator",
    "mhtmltag", "listname", "stextflow", "txe", "rxe"
})  # fmt: skip
LETTERS = {
    "tab": "\t", "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "zwj": "\u200d",
    "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f", "zwbo": "\u200b", "zwnbo": "\u2060",
}  # fmt: skip
SIGNS = {"~": "\xa0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}
PAGES = {"mac": 10000, "pc": 437, "pca": 850}
