import pytest

from inspector_app.domain.errors import InputError
from inspector_app.intake.text import (
    clean_line,
    clean_name,
    clean_text,
    decode,
    from_private_use,
    half_width,
    has_private_use,
    squeezed,
)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("姓名,职务".encode(), "姓名,职务"),
        ("\ufeff姓名".encode(), "姓名"),
        ("姓名".encode("gb18030"), "姓名"),
        ("姓名".encode("utf-16"), "姓名"),
        ("𬀩㛃䶮𫖯𠮷喆".encode("gb18030"), "𬀩㛃䶮𫖯𠮷喆"),
        (b"\xfe\x9f", "䶮"),
        (b"\xfeY\xfe\x51", "龴𠂇"),
    ],
)
def test_the_encoding_is_found(data: bytes, text: str) -> None:
    assert decode(data, name="a.csv") == text


@pytest.mark.parametrize("data", [b"a\0b", b"\xff\xfe\x00", b"\x81", b"\x00\xd8" * 9])
def test_what_is_no_text_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, name="a.csv")
    assert caught.value.code == "intake.not_text"


def test_private_use_characters_become_what_the_standard_says() -> None:
    assert from_private_use("\ue863\ue81e\ue816\ue855\ue7c7\ue78d") == "䶮龴𠂇𤇾ḿ︐"
    assert has_private_use("张\ue000") is True
    assert has_private_use(from_private_use("张\ue863𬀩")) is False


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("张 三", "张三"),
        ("　张　　三 ", "张三"),
        ("欧阳  娜\n娜", "欧阳娜娜"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("𠮷 喆", "𠮷喆"),
        ("John  Smith", "John Smith"),
        ("\u200b王\u202e五", "王五"),
        ("e\u0301", "é"),
    ],
)
def test_names_lose_spaces_and_invisible_characters(written: str, name: str) -> None:
    assert clean_name(written) == name


def test_lines_and_widths() -> None:
    assert clean_text("甲 \r\n乙\v丙\x07 ") == "甲\n乙\n丙"
    assert clean_line("甲\r\n 乙\t丙") == "甲 乙 丙"
    assert half_width("２０２６　Ａ（１）") == "2026 A(1)"
    assert squeezed(" 近三年 调离／退休：") == "近三年调离/退休"
