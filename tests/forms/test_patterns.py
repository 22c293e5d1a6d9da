"""Regular expressions: every result here was compared with Java's."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.patterns import check_pattern, matches

#: Pattern, texts that match, texts that do not.
CASES = [
    ("1[3-9]\\d{9}", ["13800000000"], ["12800000000", "138000000000", "１３８００００００００"]),
    ("[一-龥·]{2,4}", ["张三", "欧阳·某"], ["张", "", "zhang"]),
    ("\\p{IsHan}+", ["张𬀩", "々〇"], ["张a", "あ"]),
    ("\\p{script=Han}", ["𠮷"], ["a"]),
    ("\\p{InCJK_UNIFIED_IDEOGRAPHS}\\p{InCJKUnifiedIdeographs}", ["张三"], ["𠮷三"]),
    ("[𬀩𠮷]", ["𬀩"], ["\ud840"]),
    (".", ["𬀩", "\u3000"], ["", "\n", "\u2028", "ab"]),
    ("(?s).", ["\n"], [""]),
    ("a|b|", ["a", "b", ""], ["ab"]),
    ("(a|bc)*d?", ["", "abcad", "d"], ["abd", "dd"]),
    ("(?:ab){2}", ["abab"], ["ab", "ababab"]),
    ("(?<name>a)b", ["ab"], ["a"]),
    ("a{2,}", ["aa", "aaaa"], ["a"]),
    ("a{0}b", ["b"], ["ab"]),
    ("a{1,3}?", ["a", "aaa"], ["", "aaaa"]),
    ("a+?b*?", ["aabb"], ["b"]),
    ("^a$", ["a"], ["a\n"]),
    ("a$\\n", ["a\n"], ["a"]),
    ("a$\\r\\n", ["a\r\n"], ["a\n"]),
    ("a\\Z\\n", ["a\n"], []),
    ("a\\z\\n", [], ["a\n"]),
    ("(?m)a$\\n^b", ["a\nb"], ["ab"]),
    ("(?m)^", [], ["a"]),
    ("\\A\\Ga", ["a"], [""]),
    ("张\\b.三", ["张 三"], ["张一三"]),
    ("a\\Bb", ["ab"], ["a b"]),
    ("\\d\\w\\s", ["1_\t"], ["１a ", "1é ", "1a\u3000"]),
    ("\\D\\W\\S", ["a-b", "１é "[:2] + "x"], ["1ab"]),
    ("\\h\\H\\v\\V", ["\u3000a\u2028b"], ["aaaa"]),
    ("\\R", ["\n", "\r\n", "\u2028"], ["\n\r"]),
    ("\\p{Lu}\\p{L}\\P{L}\\pN", ["Éé-２"], ["éé-2"]),
    ("\\p{Alpha}\\p{Punct}\\p{XDigit}", ["a-F"], ["é-F"]),
    ("\\p{IsL}\\p{gc=Nd}\\p{L1}", ["张3ÿ"], ["33a"]),
    ("\\x41\\u4e00\\x{20BB7}\\t\\07\\cA", ["A一𠮷\t\a\x01"], ["A一𠮷\t"]),
    ("\\ud842\\udfb7", ["𠮷"], ["吉"]),
    ("\\Qa.b\\E+", ["a.b", "a.bb"], ["axb"]),
    ("\\Q[(", ["[("], ["["]),
    ("\\.\\-\\_\\\\", [".-_\\"], ["a-_\\"]),
    ("[^a-c]", ["d", "张"], ["a", ""]),
    ("[a-z&&[^aeiou]]", ["b"], ["a", "B"]),
    ("[a-z&&b-d&&[cd]]", ["c"], ["b", "e"]),
    ("[^a-c&&b-d]", ["a", "d"], ["b"]),
    ("[a-c[1-3]]", ["a", "2"], ["4"]),
    ("[]a]", ["]", "a"], ["b"]),
    ("[a-]", ["a", "-"], ["b"]),
    ("[\\d\\-.]", ["1", "-", "."], ["a"]),
    ("[a&b^]", ["&", "^"], ["c"]),
    ("}]", ["}]"], []),
    ("(?i)abc张[d-f]", ["ABC张E"], ["ABD张E"]),
    ("(?i)ß", ["ß"], ["ss"]),
    ("(?iu)É", ["é"], ["e"]),
    ("(?i)[^a]\\p{Lu}\\p{Lower}", ["baA"], ["Aaa"]),
    ("(?i:a)b", ["Ab"], ["AB"]),
    ("(?i)a(?-i)b", ["Ab"], ["AB"]),
    ("a(?i)b|c", ["aB", "C"], ["Ab"]),
    ("(?=.*\\d)(?=.*[a-z]).{4,}", ["abc1", "1张三a"], ["abcd", "1a"]),
    ("(?!0)\\d+", ["10"], ["01"]),
    ("(?<=a)b|ab(?<!xb)", ["ab"], ["b", "xb"]),
    ("(a|b)\\1", ["aa", "bb"], ["ab"]),
    ("a++b", ["aab"], []),
    ("a++ab|(?>a|ab)c", ["ac"], ["aab", "abc"]),
    ("[+--]", ["+", ",", "-"], ["."]),
    ("[||~~::]", ["|", "~", ":"], ["a"]),
    ("(?x) a b", ["ab"], ["a b"]),
    ("[[:a]]", [":", "a"], ["b"]),
    ("[.$(?:=!<>{1}*+]", [".", "$", "(", "?", ":", "=", "{", "1"], ["a"]),
    ("[张-𬀩]", ["张", "𬀩"], ["一"]),
]


@pytest.mark.parametrize(("pattern", "yes", "no"), CASES)
def test_a_pattern_matches_whole_texts(pattern, yes, no):
    assert [text for text in yes if not matches(pattern, text)] == []
    assert [text for text in no if matches(pattern, text)] == []


@pytest.mark.parametrize(
    "pattern",
    ["(", ")", "[a", "[^", "[]", "a{3,2}", "{", "a{,3}", "*a", "a**", "\\", "\\y", "\\x4", "\\08",
     "[z-a]", "(?", "(?P<n>a)", "(?z)a", "(?i", "\\c", "a{2", "\\x{110000}", "\\k<n>",
     "\\p{Nothing}", "(?R)", "(?#a)", "(?|a)",
     "(?:a){e<=1}", "\\m", "\\K", "(?1)", "(?(1)a)"],
)  # fmt: skip
def test_a_wrong_pattern_is_refused(pattern):
    with pytest.raises(XPathError) as caught:
        check_pattern(pattern)
    assert (caught.value.code, caught.value.what) == ("bad_pattern", pattern)


@pytest.mark.parametrize("pattern", ["[a&&]", "a{2}{3}", "\\b{g}", "\\N{DIGIT ONE}"])
def test_what_only_java_knows_is_refused_too(pattern):
    with pytest.raises(XPathError) as caught:
        check_pattern(pattern)
    assert caught.value.code == "bad_pattern"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("(a+)+$", "a" * 20_000 + "b"), ("(a|a|aa)*", "a" * 20_000 + "b"),
     ("(x+x+)+y", "x" * 20_000), ("(.*)*z", "一" * 20_000), ("(a|b)*a(a|b){14}", "ab" * 10_000),
     ("(?=(a+)+b)a*", "a" * 20_000), ("(a?){30}a{30}", "a" * 20_000)],
)  # fmt: skip
def test_no_pattern_stalls_the_program(pattern, text):
    begun = time.process_time()
    try:
        found = matches(pattern, text)
    except XPathError as problem:
        found = problem.code
    assert found in (False, "slow_pattern")
    assert time.process_time() - begun < 3  # by going back and forth it would take years


def test_a_pattern_that_takes_too_long_is_given_up():
    with pytest.raises(XPathError) as caught:
        matches("(x+x+)+(a|a)+$", "x" * 40 + "a" * 5000 + "b")
    assert (caught.value.code, caught.value.what) == ("slow_pattern", "(x+x+)+(a|a)+$")


@given(st.text(st.sampled_from("ab1张\\^$.|?*+()[]{}-,&:=!<>idpLQEux0"), max_size=20), st.text())
def test_any_text_is_a_pattern_or_an_error(pattern, text):
    try:
        found = matches(pattern, text)
    except XPathError as problem:
        found = problem.code
    assert found in (True, False, "bad_pattern", "slow_pattern")
