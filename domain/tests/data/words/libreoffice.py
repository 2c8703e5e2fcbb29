"""The words of each text as LibreOffice Writer counts them: the property `WordCount` of a document made of its lines.

Run `/usr/bin/python3 libreoffice.py` (Debian: `libreoffice-writer`, `python3-uno`). It writes `libreoffice.csv`
beside itself. With arguments it prints the count of each argument instead.
"""
import csv
import pathlib
import subprocess
import sys
import tempfile
import time
import uno
from com.sun.star.beans import PropertyValue

HERE = pathlib.Path(__file__).resolve().parent
PIPE = "upright-words"


def prop(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


def connect(profile):
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={PIPE};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            return office, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.5)
    raise SystemExit("soffice does not answer")


def count(desktop, text):
    document = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, (prop("Hidden", True),))
    document.Text.setString(text.rstrip("\n").replace("\n", "\r"))  # "\r" begins a paragraph, "\n" a line
    paragraphs = document.Text.createEnumeration()
    for _ in text.rstrip("\n").split("\n"):
        paragraphs.nextElement()
    assert not paragraphs.hasMoreElements()
    words = document.WordCount  # asking brings the statistics up to date
    document.close(False)
    return words


with tempfile.TemporaryDirectory(prefix="lo-words-") as profile:
    office, desktop = connect(profile)
    try:
        if sys.argv[1:]:
            for text in sys.argv[1:]:
                print(count(desktop, text))
        else:
            with open(HERE / "libreoffice.csv", "w", newline="", encoding="utf-8") as out:
                table = csv.writer(out, lineterminator="\n")
                table.writerow(["file", "words"])
                for file in sorted(HERE.glob("*-*.txt")):
                    table.writerow([file.name, count(desktop, file.read_text(encoding="utf-8"))])
    finally:
        try:
            desktop.terminate()
        except Exception:
            pass
        office.wait(30)
