"""The arguments of every command; nothing here imports what the commands need."""

from __future__ import annotations

import argparse
from typing import NoReturn

from tui.cli.attempts import RenderSubmission
from tui.cli.common import UsageProblem

LANGUAGES = ("en", "zh")
STATUSES = ("current", "legacy", "unverified", "bouncing")
FORMATS = ("txt", "md", "html", "docx", "pdf", "eml", "json")
SHELLS = ("bash", "zsh", "fish")
KINDS = ("email", "web_form", "postal", "phone")

Commands = argparse._SubParsersAction  # the type has no public name


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line instead of printing the usage."""

    def error(self, message: str) -> NoReturn:
        """Raise `UsageProblem` with the message and where help is found."""
        raise UsageProblem(f"{message} (see: {self.prog} --help)")


def build_parser() -> Parser:
    """Return the parser of all commands; `handler` names the function that carries the command out."""
    parser = Parser(
        prog="reinstate",
        description="Answer an Amazon suspension from the terminal. Without a command the app opens.",
        allow_abbrev=False,
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the interface")
    parser.add_argument("--version", action="store_true", help="print the version and leave")
    parser.add_argument("--no-mouse", dest="mouse", action="store_false", help="leave the mouse to the terminal")
    parser.add_argument("--plain", action="store_true", help="ask line by line, for screen readers and poor terminals")
    parser.set_defaults(handler=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", parser_class=Parser)
    _add_cases(commands)
    _add_letters(commands)
    _add_attempts(commands)
    _add_packs(commands)
    _add_triage(commands)
    _add_directory(commands)
    _add_content(commands)
    _add_keys(commands)
    return parser


def _add_keys(commands: Commands[Parser]) -> None:
    keys = _command(commands, "keys", "keys:show", "Print the app's keys as they are configured.")
    keys.add_argument("--markdown", action="store_true", help="the default keys as the page docs/keys.md")


def _command(commands: Commands[Parser], name: str, handler: str | None, sentence: str) -> Parser:
    parser = commands.add_parser(name, help=sentence, description=sentence, allow_abbrev=False)
    # Absent here, the option keeps the value that was given before the command.
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help="language of the interface")
    if handler is not None:
        parser.set_defaults(handler=handler)
    return parser


def _many(parser: Parser, option: str, metavar: str, sentence: str) -> None:
    parser.add_argument(option, metavar=metavar, action="extend", nargs="+", default=[], help=sentence)


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def _add_cases(commands: Commands[Parser]) -> None:
    new = _command(commands, "new", "cases:new", "Make a case and print its id.")
    new.add_argument("--type", required=True, metavar="TYPE", help="suspension type (see: reinstate types)")
    new.add_argument("--marketplace", default="", metavar="CODE", help="store; the shop's own, else US, unless told")
    new.add_argument("--shop", default="", metavar="ID", help="copy a shop profile in (see: reinstate shops)")
    new.add_argument(
        "--letter-language", choices=LANGUAGES, default="en", help="language of the letter, en unless told"
    )
    new.add_argument("--notice", metavar="FILE", help="Amazon's notice, kept with the case")
    _many(new, "--set", "FACT=VALUE", "a fact; a list takes commas")
    change = _command(commands, "set", "cases:change", "Change a case; nothing is saved when any value is wrong.")
    change.add_argument("case", metavar="CASE", help="a case's id, a unique beginning of it, or a path")
    _many(change, "--fact", "ID=VALUE", "a fact; a list takes commas; an empty value removes it")
    _many(
        change,
        "--claim",
        "ID=STATE[@DATE]",
        "done@DATE, under_way@BEGUN..DUE, planned@DUE or not_claimed; a cause: done",
    )
    _many(change, "--detail", "ID.KEY=VALUE", "a detail of a statement; KEY may be date, due or reason too")
    _many(change, "--evidence", "ID=PATH", "a document that you hold; an empty path removes it")
    _json(_command(commands, "cases", "cases:list_cases", "List the cases, the newest first."))
    _json(_command(commands, "shops", "shops:list_shops", "List the shop profiles."))


def _add_letters(commands: Commands[Parser]) -> None:
    render = _command(commands, "render", "letters:render", "Print the letter of a case, or write it to a file.")
    check = _command(commands, "check", "check:check", "Say what an appeal writer would object to in a letter.")
    check.add_argument("letter", metavar="FILE|-|CASE", help="a text file, standard input, or a case")
    check.add_argument("--type", metavar="TYPE", help="the suspension type of a letter from elsewhere")
    check.add_argument("--facts", metavar="FILE", help="YAML: facts of a letter from elsewhere, by id")
    _json(check)
    copy = _command(commands, "copy", "letters:copy", "Copy the letter of a case to the clipboard.")
    for parser in (render, copy):
        parser.add_argument("case", metavar="CASE", help="a case's id, a unique beginning of it, or a path")
        parser.add_argument("--section", metavar="ID", help="this section alone")
        parser.add_argument("--letter", metavar="ID", help="a letter to others (see: reinstate letters CASE)")
        parser.add_argument(
            "--letter-language", choices=LANGUAGES, help="language of a letter to others, the case's unless told"
        )
    render.add_argument("--format", choices=FORMATS, default="txt", help="txt unless told")
    render.add_argument("-o", "--output", metavar="FILE", help="write to a file that only you can read")
    render.add_argument("--force", action="store_true", help="overwrite the file")
    render.add_argument("--crlf", action="store_true", help="txt, md: end lines as Windows does")
    render.add_argument("--wrap", type=int, default=0, metavar="N", help="txt: break lines at N columns")
    render.add_argument("--to", default="", metavar="ADDRESS", help="eml: the one recipient")
    render.add_argument("--attach", action="store_true", help="eml: with the linked documents")
    render.add_argument("--submission", metavar="N", type=int, action=RenderSubmission, help="as it was sent")
    others = _command(commands, "letters", "other_letters:list_letters", "List the letters to others that fit a case.")
    others.add_argument("case", metavar="CASE", help="a case's id, a unique beginning of it, or a path")
    _json(others)


def _add_attempts(commands: Commands[Parser]) -> None:
    sent = _command(commands, "sent", "attempts:sent", "Keep the letter as sent and print the number of the attempt.")
    reply = _command(commands, "reply", "attempts:reply", "Keep Amazon's answer with a case.")
    history = _command(commands, "history", "attempts:history", "Print what changed in a case, and when.")
    for parser in (sent, reply, history):
        parser.add_argument("case", metavar="CASE", help="a case's id, a unique beginning of it, or a path")
    sent.add_argument("--channel", default="", metavar="TEXT", help="where it was sent, in your words")
    reply.add_argument("file", metavar="FILE", help="the answer as text")
    for parser in (sent, reply):
        parser.add_argument("--date", metavar="DATE", help="the day, for example 2026-11-23; today unless told")
    _json(history)


def _add_packs(commands: Commands[Parser]) -> None:
    pack = _command(commands, "pack", "packs:pack", "Write the letter, its exhibits, an index and hashes to one place.")
    pack.add_argument("case", metavar="CASE", help="a case's id, a unique beginning of it, or a path")
    pack.add_argument("target", metavar="DIR|FILE.zip", help="a new folder, or a new zip")
    pack.add_argument("--allow-missing", action="store_true", help="leave out documents that cannot be read")
    pack.add_argument("--whole", action="store_true", help="the whole case: with Amazon's notice and replies")
    hide = _command(
        commands, "pseudonymise", "packs:hide", "Write a copy of a case for asking help, without names and numbers."
    )
    hide.add_argument("case", metavar="CASE", help="a case's id, a unique beginning of it, or a path")
    hide.add_argument("target", nargs="?", metavar="DIR", help="a new folder")
    _many(hide, "--name", "NAME", "a further name to replace wherever it stands")
    hide.add_argument("--restore", metavar="FILE", help="print a text with the names and numbers back in it")


def _add_triage(commands: Commands[Parser]) -> None:
    triage = _command(commands, "triage", "triage:triage", "Say what a text of Amazon's is and what it asks for.")
    triage.add_argument("file", nargs="?", default="-", metavar="FILE", help="txt or eml; standard input unless told")
    _json(triage)


def _add_directory(commands: Commands[Parser]) -> None:
    _json(_command(commands, "types", "types:list_types", "List the suspension types."))
    guide = _command(commands, "guide", "guide:show", "List the guides, or print one.")
    guide.add_argument("id", nargs="?", metavar="ID", help="a guide; without one the guides are listed")
    contacts = _command(commands, "contacts", "contacts:find", "Find where an answer goes.")
    contacts.add_argument("query", nargs="*", metavar="QUERY", help="words that all have to occur")
    contacts.add_argument("--marketplace", default="", metavar="CODE", help="serving this store, for example DE")
    contacts.add_argument("--purpose", default="", metavar="ID", help="for this purpose")
    contacts.add_argument("--status", default="", choices=STATUSES, help="in this state")
    contacts.add_argument("--kind", default="", choices=KINDS, help="of this kind")
    forms = contacts.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    forms.add_argument(
        "--vcard", nargs="?", const="3", choices=("3", "4"), help="print vCards, 3.0 unless told; after the query"
    )
    forms.add_argument("--mutt", action="store_true", help="print lines for mutt and aerc: address, name, note")


def _add_content(commands: Commands[Parser]) -> None:
    content = _command(commands, "content", None, "Look after the content: types, wordings, contacts.")
    verbs = content.add_subparsers(metavar="VERB", dest="verb", required=True, parser_class=Parser)
    check = _command(verbs, "check", "content:check", "Check content as a strict editor would.")
    check.add_argument(
        "folder", nargs="?", metavar="DIR", help="a content folder or a layer; the built-in content unless told"
    )
    check.add_argument("--only", metavar="TYPE", help="this type alone")
    _json(check)
    shown = _command(verbs, "show", "content:show", "Print everything about a type, for an expert to review.")
    shown.add_argument("type", metavar="TYPE", help="suspension type (see: reinstate types)")
    schema = _command(verbs, "schema", "content:write_schema", "Write JSON Schema files for editors.")
    schema.add_argument("folder", nargs="?", default="schemas", metavar="DIR", help="where to; schemas/ unless told")
    trial = _command(verbs, "try", "content:try_type", "Print the letters of a type's worked cases.")
    trial.add_argument("type", metavar="TYPE")
    shells = _command(commands, "completion", "completion:complete", "Print the completion of a shell.")
    # The lists are what the completions ask for themselves.
    shells.add_argument("shell", choices=(*SHELLS, "cases", "types", "guides"), metavar="|".join(SHELLS))
    serve = _command(commands, "serve", "serve:serve", "Open the app to a browser of this machine, and to nobody else.")
    serve.add_argument("--port", type=int, default=0, metavar="N", help="a free one unless told")
    doctor = _command(commands, "doctor", "doctor:examine", "Say what this installation consists of and what is wrong.")
    doctor.add_argument(
        "--try", dest="attempt", action="store_true", help="really copy a text by every clipboard route"
    )
