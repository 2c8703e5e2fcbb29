//! Moodle's formats: in, out, in again; and files that are not what they should be.

use std::path::Path;

use backend::{
    Error,
    exchange::{Format, MOST_BYTES, read, write},
    learning::content::{built_in, question_file},
};
use domain::quiz::Kind;

fn problems(format: Format, bytes: &[u8]) -> Vec<String> {
    match read(format, bytes) {
        Err(Error::Content(wrong)) => wrong.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

fn sample() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sample.gift")).unwrap()
}

/// Every construct of Moodle's documentation of GIFT. Another file of the kind (Moodle's own `examples.txt`) can be named
/// in `UPRIGHT_TEST_GIFT`.
#[test]
fn gift_is_the_same_after_going_out_and_in_again() {
    #[expect(clippy::disallowed_methods, reason = "a test's own setting")]
    let more = std::env::var("UPRIGHT_TEST_GIFT").ok().map(|path| std::fs::read(path).unwrap());
    for bytes in std::iter::once(sample()).chain(more) {
        let first = read(Format::Gift, &bytes).unwrap_or_else(|e| panic!("{e}"));
        let again =
            read(Format::Gift, write(Format::Gift, &first).as_bytes()).unwrap_or_else(|e| panic!("{e}\n{}", write(Format::Gift, &first)));
        assert_eq!(first, again);
        let through_xml = read(Format::MoodleXml, write(Format::MoodleXml, &first).as_bytes()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(first, through_xml);
        println!("{} questions", first.len());
    }
}

#[test]
fn gift_means_what_moodle_says_it_means() {
    let questions = read(Format::Gift, &sample()).unwrap_or_else(|e| panic!("{e}"));
    let kinds: std::collections::BTreeSet<Kind> = questions.iter().map(|q| q.question.kind()).collect();
    let expected =
        [Kind::Single, Kind::Multiple, Kind::TrueFalse, Kind::ShortText, Kind::Number, Kind::Matching, Kind::Open, Kind::Description];
    assert_eq!(kinds, expected.into());
    let named = |name: &str| questions.iter().find(|q| q.name == name).unwrap_or_else(|| panic!("no {name}"));
    assert_eq!(named("Missing word").question.text, "A recommendation can be \\_\\_\\_\\_\\_ by the State under review.");
    assert_eq!(named("Control characters").question.options()[0].text, "\\~");
    let json = |name: &str| serde_json::to_value(&named(name).question).unwrap();
    assert_eq!(json("Range")["answers"][0]["value"], 3.5);
    assert_eq!(json("Range")["answers"][0]["tolerance"], 0.1);
    assert_eq!(json("Near enough")["answers"][1]["credit"], 50.0);
    assert_eq!(json("False with feedback")["options"][0]["feedback"], "There are 47.");
    assert_eq!(json("Markdown")["text"], "Which body **adopts** the outcome?");
    assert_eq!(named("Tagged").tags, ["adoption", "geneva"]);
    assert_eq!(named("Tagged").outcome, 2);
    assert_eq!(json("Weights")["options"][1]["credit"], 50.0);
    assert_eq!(json("Negative")["options"][0]["credit"], -50.0);
    assert_eq!(json("General feedback")["feedback"], "The Council adopts it some months after the review.");
}

#[test]
fn the_curriculum_goes_through_moodle_xml_and_comes_back() {
    let mut wrong = Vec::new();
    let questions: Vec<_> = built_in()
        .iter()
        .filter(|(path, _)| path.contains("/questions/"))
        .filter_map(|(path, text)| question_file::read(path, text, 9, &mut wrong))
        .map(|q| question_file::Written { name: q.question.text.split_whitespace().take(5).collect::<Vec<_>>().join(" "), ..q })
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(questions.len() >= 120);
    let again = read(Format::MoodleXml, write(Format::MoodleXml, &questions).as_bytes()).unwrap_or_else(|e| panic!("{e}"));
    for (a, b) in questions.iter().zip(&again) {
        assert_eq!(a, b);
    }
    for question in &questions {
        let text = question_file::write(question).unwrap();
        assert_eq!(question_file::read("q.md", &text, 9, &mut wrong).as_ref(), Some(question), "{text}\n{wrong:?}");
    }
    let gift = write(Format::Gift, &questions);
    assert!(gift.contains("// Left out: ") && gift.contains("GIFT has no kind for “ordering”"), "what can not go out is named");
}

#[test]
fn bad_files_are_named_by_line_and_nothing_is_taken() {
    let cut = b"::A::One? {=yes ~no}\n\n::B::Two? {=yes\n~no";
    assert_eq!(problems(Format::Gift, cut), ["file.gift:3: a { without its }: the file may be cut off"]);
    assert_eq!(
        problems(Format::Gift, b"::A::Three? {~no ~never}"),
        ["file.gift:1: “A” needs at least one right and one wrong option, and the right ones must add up to 100 per cent"]
    );
    assert!(problems(Format::Gift, b"How many? {#about ten}")[0].contains("“about ten”, which is no number"));
    assert!(problems(Format::Gift, b"Which? {~%150%a =b}")[0].contains("not from -100 to 100"));
    assert!(problems(Format::Gift, b"Which {=a} or {=b}?")[0].contains("two pairs of braces"));
    assert!(problems(Format::Gift, b"Which? {a, b}")[0].contains("each begins with = or ~"));
    assert_eq!(problems(Format::Gift, b"// nothing\n"), ["file.gift: holds no question"]);
    let latin = b"::A::Ok? {T}\n\n::B::caf\xe9? {T}";
    assert_eq!(problems(Format::Gift, latin), ["file.gift:3: the text is not in UTF-8: save it again as UTF-8"]);
    let huge = vec![b'a'; 10 * 1024 * 1024];
    for format in [Format::Gift, Format::MoodleXml] {
        assert!(problems(format, &huge)[0].contains(&format!("at most {} kB", MOST_BYTES / 1024)));
    }
    let bomb = b"<?xml version=\"1.0\"?>\n<!DOCTYPE quiz [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<quiz><question type=\"essay\"><name><text>&b;</text></name></question></quiz>";
    assert!(problems(Format::MoodleXml, bomb)[0].contains("DOCTYPE"), "an entity bomb");
    assert!(problems(Format::MoodleXml, b"<quiz>&bomb;</quiz>")[0].contains("the entity &bomb; is not known"));
    let cut = b"<quiz>\n<question type=\"essay\">\n<name><text>A</text>";
    assert!(problems(Format::MoodleXml, cut)[0].starts_with("file.xml:3: <name> has no end"), "{:?}", problems(Format::MoodleXml, cut));
    assert!(problems(Format::MoodleXml, b"<html></html>")[0].contains("not with <quiz>"));
    assert!(problems(Format::MoodleXml, b"<quiz><question type=\"calculated\"/></quiz>")[0].contains("“calculated”"));
    let deep = format!("<quiz>{}{}</quiz>", "<a>".repeat(60), "</a>".repeat(60));
    assert!(problems(Format::MoodleXml, deep.as_bytes())[0].contains("nested too deeply"));
    assert_eq!(Format::of(b"\xEF\xBB\xBF \n<?xml"), Format::MoodleXml);
    assert_eq!(Format::of(b"::A::"), Format::Gift);
}
