use proptest::prelude::*;

use super::*;

fn p(section: Section, kind: Kind, text: &str) -> Paragraph<'_> {
    Paragraph { section, kind, text }
}

const STATES: [&str; 9] = [
    "Niger",
    "Nigeria",
    "Guinea",
    "Guinea-Bissau",
    "Congo",
    "Democratic Republic of the Congo",
    "Viet Nam",
    "United Kingdom",
    "Netherlands (Kingdom of the)",
];

fn draft() -> Vec<Paragraph<'static>> {
    vec![
        p(Section::Who, Kind::Text, "We are a union of teachers."),
        p(Section::Issues, Kind::Text, "Before any heading."),
        p(Section::Issues, Kind::Heading, "Blasphemy^[a note] law"),
        p(Section::Issues, Kind::Text, "Section 36 punishes\nblasphemy.^[Act 31 of 2009]"),
        p(Section::Issues, Kind::Text, "Twelve people were charged in 2024.^[Court list, 2025] The oldest was 70. Nobody helped."),
        p(Section::Issues, Kind::Text, ""),
        p(Section::Issues, Kind::Heading, "Schools"),
        p(Section::Issues, Kind::Text, "Pupils of the minority learn no religion of their own in schools."),
        p(Section::Recommendations, Kind::Heading, "Schools"),
        p(Section::Recommendations, Kind::Recommendation, "Publish the curriculum of schools by 2027."),
        p(Section::Recommendations, Kind::Heading, "Other"),
        p(Section::Recommendations, Kind::Recommendation, "Repeal section 36 on blasphemy and end charges that punish it by 2028.^[x]"),
        p(Section::Recommendations, Kind::Recommendation, "Ratify the Optional Protocol."),
    ]
}

#[test]
fn an_issue_is_a_heading_and_what_stands_below_it() {
    let found = issues(&draft());
    let seen: Vec<(&str, Range<usize>)> = found.iter().map(|i| (i.title.as_str(), i.about.clone())).collect();
    assert_eq!(seen, [("Blasphemy law", 3..6), ("Schools", 7..8)]);
    assert!(issues(&[]).is_empty());
}

#[test]
fn a_page_begins_with_what_the_draft_says() {
    let all = draft();
    let prior = ["Repeal the law that punishes blasphemy", "Ratify the Convention", "Continue its efforts"];
    let found = issues(&all);
    let page = sheet(&found[0], &all, &prior);
    assert_eq!(page.problem, "Section 36 punishes blasphemy.");
    assert_eq!(page.evidence, ["Twelve people were charged in 2024. (Court list, 2025)"]);
    assert_eq!(page.before, [0]);
    // the one that speaks of the same, not the others
    assert_eq!(page.asks, ["Repeal section 36 on blasphemy and end charges that punish it by 2028."]);
    // below a heading of the same name
    assert_eq!(sheet(&found[1], &all, &prior).asks, ["Publish the curriculum of schools by 2027."]);
}

#[test]
fn a_state_is_found_by_its_whole_name() {
    let made = |text: &str| makers(&[text], &STATES).concat().into_iter().map(|n| STATES[n]).collect::<Vec<_>>();
    assert_eq!(made("Niger"), ["Niger"]);
    assert_eq!(made("Nigeria; Guinea-Bissau"), ["Nigeria", "Guinea-Bissau"]);
    assert_eq!(made("Democratic Republic of the Congo, Guinea"), ["Guinea", "Democratic Republic of the Congo"]);
    assert_eq!(made("(Vietnam) and United Kingdom of Great Britain and Northern Ireland"), ["Viet Nam", "United Kingdom"]);
    assert_eq!(made("Netherlands"), ["Netherlands (Kingdom of the)"]);
    assert!(made("").is_empty());
    assert!(made("the Working Group").is_empty());
}

#[test]
fn each_state_is_brought_another_recommendation() {
    let asks = ["Repeal section 36.", "Publish the list."];
    assert_eq!(next_ask(&asks, &[]), Some(asks[0]));
    assert_eq!(next_ask(&asks, &["repeal  Section 36"]), Some(asks[1]));
    assert_eq!(next_ask(&asks, &asks), Some(asks[0]));
    assert_eq!(next_ask(&[], &asks), None);
}

/// Whether the pages on a draft's issues say only what stands there: each word is in the draft, read with its notes in
/// their places or without them (the mark of a note parts no word: `bla^[note]sphemy` is one word).
fn says_only_what_stands_there(texts: &[&str], kinds: &[Kind]) -> Result<(), TestCaseError> {
    let all: Vec<Paragraph> = texts.iter().zip(kinds).map(|(text, kind)| p(Section::Issues, *kind, text)).collect();
    let with_notes = line(&texts.join(" ").replace("^[", " ("));
    let plain = line(&texts.iter().map(|text| without_notes(text)).collect::<Vec<_>>().join(" "));
    for issue in issues(&all) {
        let page = sheet(&issue, &all, &[]);
        prop_assert!(page.asks.len() <= size(MOST_ASKS) && page.evidence.len() <= MOST_POINTS);
        for said in page.asks.iter().chain(&page.evidence).chain([&page.problem]) {
            for word in said.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
                prop_assert!(with_notes.contains(word) || plain.contains(word), "{word}");
            }
            prop_assert!(!said.contains('\n'));
        }
    }
    Ok(())
}

#[test]
fn a_word_with_a_note_inside_is_not_made_up() {
    let heading_then = |kind| [Kind::Heading, kind];
    for (text, kind) in
        [("ab^[x]cd", Kind::Text), ("ab^[]cd", Kind::Text), ("ab^[x]cd", Kind::Recommendation), ("ab^[ ]cd^[x]ef. G", Kind::Text)]
    {
        says_only_what_stands_there(&["A", text], &heading_then(kind)).unwrap();
        says_only_what_stands_there(&["A", "B", text], &[Kind::Heading, Kind::Text, kind]).unwrap();
    }
}

#[test]
fn only_recommendations_with_words_are_brought() {
    let asked = |paragraphs: &[Paragraph]| sheet(&issues(paragraphs)[0], paragraphs, &[]).asks;
    let own = [
        p(Section::Issues, Kind::Heading, "Schools"),
        p(Section::Issues, Kind::Recommendation, " "),
        p(Section::Issues, Kind::Recommendation, "Publish the curriculum."),
    ];
    assert_eq!(asked(&own), ["Publish the curriculum."]);
    let below = [
        p(Section::Issues, Kind::Heading, "Schools"),
        p(Section::Recommendations, Kind::Heading, "Schools"),
        p(Section::Recommendations, Kind::Text, "We recommend:"),
        p(Section::Recommendations, Kind::Recommendation, ""),
        p(Section::Recommendations, Kind::Recommendation, "Publish the curriculum."),
    ];
    assert_eq!(asked(&below), ["Publish the curriculum."]);
}

#[test]
fn a_note_stays_with_its_sentence() {
    for (text, first) in [
        ("One.^[a]", "One. (a)"),
        ("One.^[a] Two.^[b]", "One. (a)"),
        ("One ^[a] more. Two.", "One (a) more."),
        ("One. Two.^[b]", "One."),
        ("One. ^[b]Two.", "One."),
        ("One", "One"),
    ] {
        assert_eq!(first_sentence(text), first, "{text}");
    }
}

#[test]
fn what_is_about_the_same_comes_nearest_first() {
    let texts =
        ["Ratify the Convention", "Repeal the provisions that punish blasphemy", "Repeal section 36 that punishes blasphemy charges"];
    assert_eq!(about("Twelve blasphemy charges; repeal what punishes them", &texts), [2, 1]);
    assert_eq!(about("Schools", &texts), []);
}

#[test]
fn states_are_talked_with_from_four_months_before() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(best_from(day("2027-01-18")), day("2026-09-18"));
}

proptest! {
    #[test]
    fn nothing_is_made_up(texts in prop::collection::vec("[a-zA-Z0-9 .,^\\[\\]()\n]{0,60}", 0..9), kinds in prop::collection::vec(0_usize..3, 9)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let kinds: Vec<Kind> = kinds.iter().map(|n| Kind::ALL[*n]).collect();
        says_only_what_stands_there(&texts, &kinds)?;
    }

    #[test]
    fn the_next_one_is_free_as_long_as_one_is(asks in prop::collection::vec("[a-c]{1,2}", 1..6), asked in prop::collection::vec("[a-c]{1,2}", 0..6)) {
        let asks: Vec<&str> = asks.iter().map(String::as_str).collect();
        let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
        let next = next_ask(&asks, &asked).unwrap();
        let any_free = asks.iter().any(|a| !asked.iter().any(|b| same(a, b)));
        prop_assert_eq!(any_free, !asked.iter().any(|b| same(next, b)));
    }
}
