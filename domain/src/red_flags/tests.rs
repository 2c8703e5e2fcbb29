use proptest::prelude::*;

use super::{
    Kind::{Abusive, Language, NamesPerson, PreferredLanguage, SeveralStates, TemplateText, TrackedMarks},
    *,
};

/// The States of the schedule that comes with the program.
fn all_states() -> Vec<&'static str> {
    let text = include_str!("../../../content/schedule.csv");
    let mut states: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').nth(4)).collect();
    states.sort_unstable();
    states.dedup();
    states
}

fn flags_of(state: &str, language: &str, texts: &[&str], templates: &[&str]) -> Vec<(Kind, Option<usize>, String)> {
    let paragraphs: Vec<Paragraph> = texts.iter().enumerate().map(|(id, text)| Paragraph { id, text, consent: false }).collect();
    let states = all_states();
    let found = look(&Draft { state, states: &states, language, paragraphs: &paragraphs, templates });
    found.into_iter().map(|f| (f.kind, f.paragraph, f.words)).collect()
}

fn words_of(kind: Kind, state: &str, texts: &[&str]) -> Vec<String> {
    flags_of(state, "en", texts, &[]).into_iter().filter(|(k, ..)| *k == kind).map(|(.., words)| words).collect()
}

#[test]
fn all_states_are_there() {
    assert_eq!(all_states().len(), 193);
}

#[test]
fn another_state_is_the_subject() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        // a mention is fine, so are many of one's own
        ("Ghana", &["Unlike Togo, Ghana has a law.", "Ghana accepted this.", "In Ghana nothing was done."], &[]),
        ("Ghana", &["Togo is worse.", "In Togo, courts are slow.", "Togo's police beat people.", "Ghana is near."], &["Togo"]),
        // two paragraphs are not several
        ("Ghana", &["Togo is worse. Togo again.", "In Togo, courts are slow."], &[]),
        // who recommended what
        ("Ghana", &["12.1 Ratify it (Norway)", "12.2 Repeal it (Norway; Togo)", "12.3 as recommended by Norway", "12.4 (Norway)"], &[]),
        ("Ghana", &["We recommend that Togo repeal its law."], &["Togo"]),
        ("Ghana", &["We recommend that the Government of Togo repeal its law."], &["Togo"]),
        ("Ghana", &["We call on the authorities of Togo to act."], &["Togo"]),
        ("Ghana", &["We recommend that Ghana repeal its law.", "Togo recommended that Ghana act."], &[]),
        // names inside of names
        ("Guinea-Bissau", &["Guinea-Bissau one", "Guinea-Bissau two", "In Guinea-Bissau", "of Guinea-Bissau"], &[]),
        ("Papua New Guinea", &["Papua New Guinea", "Papua New Guinea", "Papua New Guinea", "Papua New Guinea"], &[]),
        ("Equatorial Guinea", &["Equatorial Guinea", "Equatorial Guinea", "Equatorial Guinea and the Gulf of Guinea"], &[]),
        ("Guinea", &["Guinea-Bissau", "Guinea-Bissau", "Guinea-Bissau", "Guinea"], &["Guinea-Bissau"]),
        ("Nigeria", &["The Niger Delta", "in the Niger Delta", "of the Niger Delta", "Nigeria"], &[]),
        ("Nigeria", &["Niger", "Niger", "Niger", "Nigeria"], &["Niger"]),
        ("South Sudan", &["South Sudan", "South Sudan", "South Sudan"], &[]),
        ("South Sudan", &["Sudan", "Sudan", "Sudan"], &["Sudan"]),
        ("Democratic Republic of the Congo", &["the Congo", "Congo", "DRC", "the Democratic Republic of the Congo"], &[]),
        ("Congo", &["DRC", "DRC", "DRC"], &["DRC"]),
        ("Republic of Korea", &["South Korea", "Korea", "the Republic of Korea"], &[]),
        ("Dominica", &["Dominican Republic", "Dominican Republic", "Dominican Republic"], &["Dominican Republic"]),
        ("Somalia", &["Somalia", "Somali women", "Somalia"], &[]),
        ("Italy", &["Roman law", "Roman courts", "the Roman way", "Chadian, Malian, Omani"], &[]),
        ("Ghana", &["Jordan Mensah said so.", "We met Jordan Mensah.", "Michael Jordan left.", "Chad Smith stays."], &[]),
        ("Ghana", &["In Jordan women", "Jordan has", "of Jordan."], &["Jordan"]),
        ("Ghana", &["a chad, a turkey", "turkey", "turkey", "turkey"], &[]),
        ("United States of America", &["In Georgia", "Georgia has", "of Georgia", "the United States"], &[]),
        ("United Kingdom", &["Northern Ireland", "in Northern Ireland", "for Northern Ireland"], &[]),
        ("Côte d'Ivoire", &["Côte d’Ivoire", "Cote d'Ivoire", "the Ivory Coast"], &[]),
        ("Ghana", &["Cote d’Ivoire’s law", "Ivory Coast", "Côte d'Ivoire"], &["Cote d’Ivoire"]),
        ("Iran (Islamic Republic of)", &["Iran", "the Islamic Republic of Iran", "Iran", "Iraq"], &[]),
    ];
    for (state, texts, expected) in cases {
        assert_eq!(words_of(SeveralStates, state, texts), *expected, "{state}: {texts:?}");
    }
}

#[test]
fn names_of_persons() {
    for (text, expected) in [
        ("The police beat Mr. John Mensah in May.", &["Mr. John Mensah"][..]),
        ("Mrs Mensah and Ms. J. Doe were there.", &["Mrs Mensah", "Ms. J. Doe"]),
        ("Jane Doe, 34, was arrested.", &["Jane Doe"]),
        ("Jane Doe, aged 34, was arrested.", &["Jane Doe"]),
        ("Jane Ama Doe (34 years old) was arrested.", &["Jane Ama Doe"]),
        ("The journalist Jane Doe was arrested.", &["Jane Doe"]),
        ("A student named Kofi van Mensah died. A student named Kofi van Mensah died.", &["Kofi van Mensah"]),
        ("The blogger, Jean DUPONT, fled.", &["Jean DUPONT"]),
        // what is fine
        ("A.B., 34, was arrested; Ms. A.B. too, and the victim C. D.", &[]),
        ("Minister John Mensah and President Jane Doe spoke.", &[]),
        ("The Special Rapporteur, Ms. Jane Doe, visited.", &[]),
        ("Mr. President, distinguished delegates,", &[]),
        ("Mr John Mensah, Minister of Justice, agreed.", &[]),
        ("The Minister of Justice, Mr Mensah, agreed.", &[]),
        ("The Human Rights Council, 34, and Amnesty International, 12, and Freedom House, 45,", &[]),
        ("The victim Support Unit and student Union Council and defender Human Rights House", &[]),
        ("In Greater Accra (34), Northern Region (12)", &[]),
        ("The journalist South Africa expelled; the teacher Training College.", &[]),
        ("On Monday, 12 March, 34, victims came.", &[]),
        ("South Africa, 34, Burkina Faso, 12,", &[]),
        ("the Jane Doe Foundation", &[]),
        ("Victims and journalists Reporters Without Borders", &[]),
    ] {
        assert_eq!(words_of(NamesPerson, "Ghana", &[text]), expected, "{text}");
    }
}

#[test]
fn consent_and_french_names() {
    let states = ["Ghana"];
    let paragraphs = [Paragraph { id: 7, text: "Mr. John Mensah agreed.", consent: true }];
    let draft = Draft { state: "Ghana", states: &states, language: "en", paragraphs: &paragraphs, templates: &[] };
    assert_eq!(look(&draft), []);
    let said = flags_of("Ghana", "fr", &["M. Dupont et Mme Durand"], &[]);
    assert_eq!(said.iter().map(|(.., words)| words.as_str()).collect::<Vec<_>>(), ["M. Dupont", "Mme Durand"]);
}

const GUIDE: &str = include_str!("../../../content/en/briefing/templates/outline.md");

#[test]
fn what_a_template_left() {
    for (text, expected) in [
        (
            "Text in italics is guidance. Delete all of it before you upload. Ghana is here.",
            &["Text in italics is guidance", "Delete all of it before you upload"][..],
        ),
        ("The year of foundation helps if you are new to UN.", &["The year of foundation helps if you are new to UN"]),
        ("Submission by [name of your organisation] of Ghana", &["[name of your organisation]"]),
        ("Founded in [year], with [insert number] members", &["[year]", "[insert number]"]),
        ("It costs XX% or xx or XXXX more; TODO", &["XX", "xx", "XXXX", "TODO"]),
        ("Lorem ipsum dolor. How many???", &["Lorem ipsum", "???"]),
        // what is meant to stay, and what is filled in
        ("We recommend that the State: Each of them agreed to this use.", &[]),
        ("This submission is about torture, prisons and schools in Ghana since May 2022.", &[]),
        ("In the last review, in 2021, the State supported 12 and noted 5 recommendations on our issues.", &[]),
        ("She said: “[t]he law […] is [the government's] [sic] [name withheld] [12]” organi[s]ation", &[]),
        ("See [the text](https://example.org) and chapter XX. Louis XX too", &[]),
        ("The use of force by police is a problem.", &[]),
    ] {
        let found = flags_of("Ghana", "en", &[text], &[GUIDE]);
        let words: Vec<&str> = found.iter().filter(|(kind, ..)| *kind == TemplateText).map(|(.., words)| words.as_str()).collect();
        assert_eq!(words, expected, "{text}");
    }
    assert_eq!(flags_of("Chile", "es", &["TODO ESTO"], &[]), []);
}

#[test]
fn the_template_as_it_is() {
    let found = flags_of("Ghana", "en", &[GUIDE], &[GUIDE]);
    assert!(found.iter().filter(|(kind, ..)| *kind == TemplateText).count() > 80, "{}", found.len());
}

const ENGLISH: &str = "The police arrested many people who had taken part in a peaceful march, and the courts did not hear them for several weeks. \
    Their families could not visit them, and lawyers were not told where they were held. We have documented these facts since the last \
    review, and we have asked the ministry for an answer, which it has not given to us or to anybody else.";
const FRENCH: &str = "La police a arrêté de nombreuses personnes qui avaient participé à une marche pacifique, et les tribunaux ne les ont pas \
    entendues pendant plusieurs semaines. Leurs familles ne pouvaient pas leur rendre visite, et les avocats ne savaient pas où elles étaient \
    détenues. Nous avons documenté ces faits depuis le dernier examen, et nous avons demandé une réponse au ministère, qui ne l'a pas donnée.";
const GERMAN: &str = "Die Polizei verhaftete viele Menschen, die an einem friedlichen Marsch teilgenommen hatten, und die Gerichte hörten sie \
    mehrere Wochen lang nicht an. Ihre Familien konnten sie nicht besuchen, und die Anwälte wussten nicht, wo sie festgehalten wurden. Wir \
    haben diese Tatsachen seit der letzten Überprüfung festgehalten, und wir haben das Ministerium um eine Antwort gebeten, die es nicht gab. \
    Auch später kam keine Antwort, weder von der Regierung noch von den Gerichten des Landes.";
const RUSSIAN: &str = "Полиция задержала многих людей, которые участвовали в мирном шествии, и суды не заслушивали их в течение нескольких недель. \
    Их семьи не могли навещать их, а адвокатам не сообщали, где они содержатся. Мы документировали эти факты со времени последнего обзора, \
    и мы просили министерство дать ответ, которого оно не дало ни нам, ни кому-либо другому. Позже ответа тоже не было, и никто из \
    правительства не объяснил нам, почему эти люди были задержаны.";

#[test]
fn languages() {
    for (language, text, expected) in [
        ("en", ENGLISH, &[][..]),
        ("en-GB", ENGLISH, &[]),
        ("fr", FRENCH, &[]),
        ("fr", ENGLISH, &[(Language, "en")]),
        ("en", FRENCH, &[(Language, "fr")]),
        ("en", GERMAN, &[(Language, "deu")]),
        ("de", GERMAN, &[(Language, "deu")]),
        ("ru", RUSSIAN, &[(PreferredLanguage, "ru")]),
        ("en", RUSSIAN, &[(Language, "ru"), (PreferredLanguage, "ru")]),
        // too short to be sure: the choice counts
        ("en", "Die Polizei verhaftete viele Menschen.", &[]),
        ("ar", "", &[(PreferredLanguage, "ar")]),
        ("", "", &[]),
    ] {
        let found = flags_of("Ghana", language, &[text], &[]);
        let seen: Vec<(Kind, &str)> = found.iter().map(|(kind, _, words)| (*kind, words.as_str())).collect();
        assert_eq!(seen, expected, "{language}: {text}");
    }
}

#[test]
fn insults_but_no_evidence_and_no_judgement() {
    for (text, expected) in [
        ("These idiots in parliament", &["idiots"][..]),
        ("The President is a Bastard.", &["Bastard"]),
        ("The regime is brutal, its thugs are cruel, and its dictator lies.", &[]),
        ("They called her a “whore” and \"scum\" and «salaud».", &[]),
        ("\"Quoted\" then idiot", &["idiot"]),
        ("Scunthorpe, Vermont, idiom", &[]),
    ] {
        assert_eq!(words_of(Abusive, "Ghana", &[text]), expected, "{text}");
    }
}

#[test]
fn marks_of_an_editor() {
    for (text, expected) in [
        ("Text <o:p></o:p> here", &["<o:p>", "</o:p>"][..]),
        ("style: mso-bidi-font", &["mso-"]),
        ("Formatted: Font: 12 pt", &["Formatted:"]),
        ("Deleted: the law", &["Deleted:"]),
        ("The posts were Deleted: five. Unformatted: text. samso-x", &[]),
        ("5 < 7 and a > b", &[]),
    ] {
        assert_eq!(words_of(TrackedMarks, "Ghana", &[text]), expected, "{text}");
    }
}

#[test]
fn a_clean_draft_has_no_flag() {
    let paragraphs = [
        "1. This submission is about torture in Ghana. It was written by two organisations.",
        "2. In 2022, Ghana supported recommendation 146.12 (Norway) and noted 146.13 (Togo).",
        ENGLISH,
        "We recommend that the State repeal article 5 by 2028.",
    ];
    assert_eq!(flags_of("Ghana", "en", &paragraphs, &[GUIDE]), []);
}

#[test]
fn names_are_distinct() {
    let names: std::collections::BTreeSet<&str> = Kind::ALL.into_iter().map(Kind::name).collect();
    assert_eq!(names.len(), Kind::ALL.len());
}

/// Bits that the rules look for, in any order.
fn any_bits() -> impl Strategy<Value = String> {
    let bits = [
        "Guinea",
        "Bissau",
        "New",
        "Papua",
        "the",
        "of",
        "Congo",
        "Jordan",
        "Mr",
        ".",
        "Jane",
        "Doe",
        ",",
        "34",
        "A",
        "journalist",
        "[",
        "]",
        "name",
        "xx",
        "XX",
        "%",
        "???",
        "\"",
        "“",
        "idiot",
        "mso-",
        "Deleted:",
        "\n",
        "’s",
        "-",
        "(",
        ")",
        "é",
        "ß",
        "İ",
        "recommend",
        "that",
        "call",
        "on",
        "M",
        "ii",
    ];
    proptest::collection::vec((proptest::sample::select(bits.to_vec()), any::<bool>()), 0..40)
        .prop_map(|bits| bits.into_iter().map(|(bit, space)| format!("{bit}{}", if space { " " } else { "" })).collect())
}

proptest! {
    #[test]
    fn any_draft_is_read(
        texts in proptest::collection::vec(prop_oneof![any_bits(), "\\PC*", "(?s).*"], 0..5),
        template in prop_oneof![any_bits(), "(?s).*"],
        state in prop_oneof![Just("Congo".to_owned()), ".*"],
        language in ".{0,3}",
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let paragraphs: Vec<Paragraph> = texts.iter().enumerate().map(|(id, text)| Paragraph { id, text, consent: false }).collect();
        let states = ["Congo", "Guinea", "Guinea-Bissau", "Papua New Guinea", "Jordan", "’s", ""];
        for flag in look(&Draft { state: &state, states: &states, language: &language, paragraphs: &paragraphs, templates: &[&template] }) {
            if let Some(paragraph) = flag.paragraph {
                prop_assert!(texts[paragraph].contains(&flag.words), "{flag:?}");
                prop_assert!(!flag.words.is_empty());
            }
        }
    }
}

mod limits;
