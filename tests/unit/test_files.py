import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from tui.core.files import FileTooLargeError, IrregularFileError, read_bounded, write_private

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and pipes are POSIX's")

FAILING_CALLS = ["os.fchmod", "os.fsync", "os.fdopen", "pathlib.Path.replace"]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.mark.parametrize("data", ["你好 £ é\r\nend", b"\x00\xff bytes", "", b""])
def test_what_was_written_is_what_is_read(data: bytes | str, tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"

    assert write_private(target, data) == target

    assert target.read_bytes() == (data.encode() if isinstance(data, str) else data)
    assert names(tmp_path) == ["letter.txt"]


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_a_new_file_is_private_under_any_umask(umask: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        write_private(tmp_path / "new", "x")
    finally:
        os.umask(before)

    assert mode(tmp_path / "new") == 0o600


@pytest.mark.parametrize(("old", "new"), [(0o644, 0o600), (0o640, 0o600), (0o777, 0o600), (0o200, 0o200)])
def test_the_stricter_of_the_old_mode_and_0600_is_kept(old: int, new: int, tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("old", encoding="utf-8")
    target.chmod(old)

    write_private(target, "new")

    assert mode(target) == new


def test_a_read_only_file_is_refused_until_the_caller_has_asked(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o444)

    with pytest.raises(PermissionError, match="read-only"):
        write_private(target, "new")
    assert target.read_text(encoding="utf-8") == "old"

    write_private(target, "new", replace_read_only=True)
    assert target.read_text(encoding="utf-8") == "new"
    assert mode(target) == 0o400


def test_a_symbolic_link_stays_and_its_target_is_written(tmp_path: Path) -> None:
    real = tmp_path / "elsewhere"
    real.mkdir()
    link = tmp_path / "link"
    link.symlink_to(real / "file")

    assert write_private(link, "through a dangling link") == real / "file"
    assert write_private(link, "again") == real / "file"

    assert link.is_symlink()
    assert (real / "file").read_text(encoding="utf-8") == "again"
    assert names(real) == ["file"]


def test_links_in_circles_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    with pytest.raises(OSError, match="circles"):
        write_private(tmp_path / "a", "x")

    assert names(tmp_path) == ["a", "b"]


@pytest.mark.parametrize("device", ["/dev/full", "/dev/null"])
def test_a_device_is_refused_for_writing_and_reading(device: str, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(device)

    with pytest.raises(IrregularFileError, match="device"):
        write_private(link, "x")
    with pytest.raises(IrregularFileError, match="device"):
        read_bounded(link, 10)


def test_a_pipe_is_refused_at_once_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(IrregularFileError, match="pipe"):
        write_private(pipe, "x")
    with pytest.raises(IrregularFileError, match="pipe"):
        read_bounded(pipe, 10)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_is_refused_for_writing_and_reading(tmp_path: Path) -> None:
    with pytest.raises(IrregularFileError, match="folder"):
        write_private(tmp_path, "x")
    with pytest.raises(IrregularFileError, match="folder"):
        read_bounded(tmp_path, 10)


@pytest.mark.parametrize("call", FAILING_CALLS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_fault_in_any_step_leaves_the_old_file_and_no_temporary_one(
    call: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "file"
    target.write_text("old", encoding="utf-8")

    def fail(*arguments: object, **named: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(call, fail)
        with pytest.raises(OSError, match=os.strerror(number)):
            write_private(target, "new")

    assert target.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["file"]


def test_an_interruption_removes_the_temporary_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_private(tmp_path / "file", "x")

    assert names(tmp_path) == []


def test_text_that_is_no_utf_8_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("old", encoding="utf-8")

    with pytest.raises(UnicodeEncodeError):
        write_private(target, "\ud800")

    assert target.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["file"]


def test_file_and_folder_are_synced_around_the_replacement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noting_fsync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def noting_replace(self: Path, target: Path) -> Path:
        steps.append("replace")
        return replace(self, target)

    monkeypatch.setattr("os.fsync", noting_fsync)
    monkeypatch.setattr("pathlib.Path.replace", noting_replace)
    write_private(tmp_path / "file", "x")

    assert steps == ["file", "replace", "folder"]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_that_cannot_sync_folders_is_no_failure(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def files_only(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        fsync(descriptor)

    monkeypatch.setattr("os.fsync", files_only)

    assert write_private(tmp_path / "file", "x").read_bytes() == b"x"


def test_a_folder_sync_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def broken_disk(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        fsync(descriptor)

    monkeypatch.setattr("os.fsync", broken_disk)

    with pytest.raises(OSError, match="Input/output"):
        write_private(tmp_path / "file", "x")


class WindowsHoldsIt:
    """Stands for Path.replace on Windows: the target is held for the first few calls."""

    def __init__(self, code: int, times: int) -> None:
        self.code = code
        self.left = times
        self.waits: list[float] = []

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        replace = Path.replace

        def held(temporary: Path, target: Path) -> Path:
            if self.left == 0:
                return replace(temporary, target)
            self.left -= 1
            problem = PermissionError(errno.EACCES, "Access is denied")
            problem.winerror = self.code  # type: ignore[attr-defined]  # the attribute exists on Windows alone
            raise problem

        monkeypatch.setattr("pathlib.Path.replace", held)
        monkeypatch.setattr("time.sleep", self.waits.append)


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_windows_holds_for_a_moment_is_tried_again(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = WindowsHoldsIt(code, times=4)
    windows.install(monkeypatch)

    assert write_private(tmp_path / "file", "x").read_bytes() == b"x"
    assert len(windows.waits) == 4


def test_a_file_that_windows_holds_for_good_is_given_up_after_a_few_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = WindowsHoldsIt(32, times=100)
    windows.install(monkeypatch)

    with pytest.raises(PermissionError):
        write_private(tmp_path / "file", "x")

    assert 2 <= sum(windows.waits) <= 3
    assert names(tmp_path) == []


def test_another_error_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    windows = WindowsHoldsIt(112, times=100)
    windows.install(monkeypatch)

    with pytest.raises(PermissionError):
        write_private(tmp_path / "file", "x")

    assert windows.waits == []


def test_a_name_at_the_length_limit_can_be_written(tmp_path: Path) -> None:
    assert write_private(tmp_path / ("案" * 85), "x").read_bytes() == b"x"


def test_a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"12345")

    assert read_bounded(target, 5) == b"12345"
    with pytest.raises(FileTooLargeError) as caught:
        read_bounded(target, 4)
    assert caught.value.limit == 4
    assert caught.value.errno == errno.EFBIG


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_bounded(tmp_path / "none", 10)
    with pytest.raises(FileNotFoundError):
        write_private(tmp_path / "none" / "file", "x")
