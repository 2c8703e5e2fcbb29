//! Each guess from words with a text just inside of it and one just outside.

use super::*;

#[test]
fn how_far_a_name_reaches() {
    for (text, expected) in [
        ("We met Mrs Mensah. Kofi was there.", &["Mrs Mensah"][..]),
        ("Mrs Mensah B was there.", &["Mrs Mensah"]),
        ("Mrs Mensah y Kofi agreed.", &["Mrs Mensah"]),
        ("Mr. Ana Bea Cia Dia Eva Fia Gia Hia Ida spoke.", &["Mr. Ana Bea Cia Dia Eva Fia Gia Hia"]),
        ("The journalist Jane Doe, Amnesty said, was arrested.", &["Jane Doe"]),
        // capitals alone may be an acronym
        ("Mr DUPONT came, Mr UN Mensah too.", &[]),
        ("The journalist Jane Doe Foundation", &[]),
    ] {
        assert_eq!(words_of(NamesPerson, "Ghana", &[text]), expected, "{text}");
    }
}

#[test]
fn an_office_stands_near_a_name_up_to_four_words_behind_it() {
    for (text, expected) in [
        ("Mr Mensah, who was then Minister, agreed.", &[][..]),
        ("Mr Mensah, who was not yet Minister, agreed.", &["Mr Mensah"]),
        ("We met John. Mensah left.", &[]),
    ] {
        assert_eq!(words_of(NamesPerson, "Ghana", &[text]), expected, "{text}");
    }
    for text in ["Jean Dupont est venu.", "M Dupont est venu.", "Puis M, Dupont est venu."] {
        assert_eq!(flags_of("Ghana", "fr", &[text], &[]), [], "{text}");
    }
}

#[test]
fn a_role_makes_a_name_of_what_stands_right_behind_it() {
    for (text, expected) in [
        ("The journalist Jordan Mensah fled.", &["Jordan Mensah"][..]),
        ("The journalist Burkina Faso expelled.", &[]),
        ("He was a teacher. Jane Doe said so.", &[]),
    ] {
        assert_eq!(words_of(NamesPerson, "Ghana", &[text]), expected, "{text}");
    }
}

#[test]
fn an_age_makes_a_name_of_what_stands_right_before_it() {
    for (text, expected) in [
        ("Then police shot Jane Doe, 34, there.", &["Jane Doe"][..]),
        ("Later, Jane Doe, 34, fled.", &["Jane Doe"]),
        ("While Jane Doe, 34, slept, they came.", &["Jane Doe"]),
        ("Jane Doe, aged 110, was arrested.", &["Jane Doe"]),
        ("Jane Doe, aged 111, was arrested.", &[]),
        ("The Amnesty Kofi Doe, 34, prize", &[]),
        ("They held Kofi Doe, 12 lawyers and others.", &[]),
        ("They saw Jane Doe 34 times.", &[]),
    ] {
        assert_eq!(words_of(NamesPerson, "Ghana", &[text]), expected, "{text}");
    }
}

fn left_of(template: &str, text: &str) -> Vec<String> {
    flags_of("Ghana", "en", &[text], &[template]).into_iter().filter(|(kind, ..)| *kind == TemplateText).map(|(.., words)| words).collect()
}

#[test]
fn guidance_is_in_italics_and_what_is_not_is_meant_to_stay() {
    let guided = "*Say who you are first.*\n**We are a small union.**\nOther words stay as they are.";
    assert_eq!(left_of(guided, "Say who you are first."), ["Say who you are first"]);
    assert!(left_of(guided, "We are a small union.").is_empty(), "bold");
    assert!(left_of(guided, "Other words stay as they are.").is_empty());
    let plain = "We are a small union.";
    assert_eq!(left_of(plain, plain), ["We are a small union"], "without italics all of it is guidance");
}

#[test]
fn a_sentence_is_the_guides_if_seven_tenths_of_its_threes_are() {
    let template = "We ask all of you to look at this closely.";
    assert_eq!(left_of(template, "We ask all of you to look at"), ["We ask all of you to look at"], "six of eight");
    assert!(left_of(template, "We ask all of you to look").is_empty(), "five of eight");
    let longer = |more: &str| format!("We ask all of you to look at this closely {more}");
    assert_eq!(left_of(template, &longer("in our town")).len(), 1, "eight of eleven");
    assert!(left_of(template, &longer("in our own town")).is_empty(), "eight of twelve");
    let place = "In [year] the Council looked at the situation of teachers there.";
    assert_eq!(left_of(place, &place.replace("[year]", "2022")).len(), 1, "a place that was filled in changes little");
}

#[test]
fn places_to_fill_in_stand_in_brackets_of_their_own() {
    let long = |letters: usize| format!("[name {}]", "y".repeat(letters));
    for (text, expected) in [
        ("[year] of foundation", &["[year]"][..]),
        ("By [name of\nyour organisation]", &[]),
        ("See [source](https://example.org)", &[]),
        ("He said [\"year\"] then", &[]),
        ("un[named] and [year]s", &[]),
        ("x[year] and x[year]s", &[]),
        (&long(154), &[long(154).as_str()]),
        (&long(155), &[]),
    ] {
        assert_eq!(left_of("", text), expected, "{text}");
    }
}

#[test]
fn what_stands_for_a_word_is_no_number_and_no_name() {
    for (text, expected) in [
        ("In all, XX people were held.", &["XX"][..]),
        ("In article XX people were named.", &[]),
        ("The XX century began.", &[]),
        ("The XX Games and the XXX Games", &[]),
        ("The XXXX Games", &["XXXX"]),
        ("It was Louis XX.", &[]),
        ("The ipsum of lorem", &[]),
    ] {
        assert_eq!(left_of("", text), expected, "{text}");
    }
}

#[test]
fn a_state_is_the_subject_by_its_other_names_and_by_how_often_it_is_named() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("Türkiye", &["In Turkey", "Turkey has", "of Turkey"], &[]),
        ("Ghana", &["Togo and Ghana", "Togo and Ghana", "Togo and Ghana"], &[]),
        ("Ghana", &["Togo and Ghana", "Togo and Ghana", "Togo"], &["Togo"]),
        ("Ghana", &["Kofi Togo", "Togo Mensah", "Togo"], &["Togo"]),
        ("Ghana", &["Jordan Mensah said so.", "We met Jordan Mensah.", "Jordan Mensah left."], &[]),
        ("Ghana", &["(Jordan Mensah said so.)", "(Jordan Mensah left.)", "(Jordan Mensah came.)"], &[]),
        ("Ghana", &["In Jordan, Mensah said so.", "Of Jordan, Mensah spoke.", "From Jordan, Mensah left."], &["Jordan"]),
        ("Ghana", &["12.1 Ratify it (Norway)", "12.2 Repeal it (Norway)", "12.3 Adopt it (Norway)"], &[]),
    ];
    for (state, texts, expected) in cases {
        assert_eq!(words_of(SeveralStates, state, texts), *expected, "{state}: {texts:?}");
    }
}

#[test]
fn a_quotation_ends_with_its_line() {
    assert_eq!(words_of(Abusive, "Ghana", &["“She said\nidiot"]), ["idiot"]);
    assert!(words_of(Abusive, "Ghana", &["“She said idiot"]).is_empty());
}

#[test]
fn two_chinese_signs_are_about_a_word() {
    let sentence = "警察逮捕了许多参加和平游行的人法院几个星期都没有审理他们的案件";
    let of = |signs: usize| {
        let text: String = sentence.chars().cycle().take(signs).collect();
        flags_of("Ghana", "en", &[&text], &[]).into_iter().map(|(kind, _, words)| (kind, words)).collect::<Vec<_>>()
    };
    assert_eq!(of(120), [(Language, "zh".to_owned()), (PreferredLanguage, "zh".to_owned())]);
    assert_eq!(of(118), [], "fewer than sixty words say too little");
}
