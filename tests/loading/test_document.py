import hashlib

import pytest

from qa_run.loading.document import read_document
from qa_run.loading.nodes import plain


@pytest.fixture
def written(tmp_path):
    def write(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        return read_document(path, f"specs/{name}")

    return write


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.yaml", b"a: 1"), ("a.yml", b"a: 1"), ("a.YAML", b"a: 1"), ("a.toml", b"a = 1"), ("a.json", b'{"a": 1}')],
)
def test_the_ending_tells_the_format(written, name, data):
    assert plain(written(name, data).root) == {"a": 1}


@pytest.mark.parametrize(("name", "data"), [("a.yaml", b"a: 1"), ("a.toml", b"a = 1"), ("a.json", b'{"a": 1}')])
def test_a_byte_order_mark_is_no_part_of_the_text(written, name, data):
    document = written(name, b"\xef\xbb\xbf" + data)

    assert plain(document.root) == {"a": 1}


@pytest.mark.parametrize("name", ["a.yaml", "a.toml", "a.json"])
def test_an_empty_file_is_a_fault(written, name):
    assert [str(fault) for fault in written(name, b"\n \n").faults] == [f"specs/{name}:1:1: the file is empty"]


def test_another_ending_is_a_fault(written):
    assert "no format has the ending '.txt'" in str(written("a.txt", b"a: 1").faults[0])


def test_a_byte_that_is_not_utf8_is_a_fault_at_its_place(written):
    document = written("a.yaml", "a: 1\r\nb: caffè\n".encode("latin-1"))

    assert [str(f) for f in document.faults] == [
        "specs/a.yaml:2:8: the byte 0xE8 is not UTF-8 (save the file as UTF-8)"
    ]


def test_a_file_that_is_missing_is_a_fault(tmp_path):
    document = read_document(tmp_path / "none.yaml", "specs/none.yaml")

    assert [str(fault) for fault in document.faults] == ["specs/none.yaml:1:1: there is no such file"]


def test_a_folder_is_a_fault(tmp_path):
    (tmp_path / "a.yaml").mkdir()

    assert "folder" in str(read_document(tmp_path / "a.yaml", "a.yaml").faults[0])


def test_the_digest_is_that_of_the_bytes_read(written):
    document = written("a.yaml", b"a: 1\r\n")

    assert document.text_sha256 == hashlib.sha256(b"a: 1\r\n").hexdigest()
