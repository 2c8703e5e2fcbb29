use proptest::prelude::*;

use super::*;

fn text(section: Section, text: &str) -> Paragraph<'_> {
    Paragraph { section, kind: Kind::Text, text }
}

#[test]
fn notes_are_taken_out_and_nothing_typed_disappears() {
    assert_eq!(parts("One^[A/HRC/1, para. 2 [sic]] two."), [Part::Text("One"), Part::Note("A/HRC/1, para. 2 [sic]"), Part::Text(" two.")]);
    assert_eq!(parts("Not closed^[here"), [Part::Text("Not closed^[here")]);
    assert_eq!(parts("2^3 and [x]"), [Part::Text("2^3 and [x]")]);
    assert_eq!(parts("Empty^[ ] note"), [Part::Text("Empty"), Part::Text(" note")]);
    assert_eq!(without_notes("الحق^[ملاحظة] في"), "الحق في");
}

#[test]
fn the_annex_and_notes_do_not_count() {
    let all = [text(Section::Who, "We are three."), text(Section::Issues, "Facts^[see annex] here"), text(Section::Annex, "a b c^[d]")];
    let count = count(all);
    assert_eq!((count.body, count.notes, count.annex), (5, 2, 4));
    assert_eq!(count.sections, [3, 0, 0, 2, 0, 3]);
}

#[test]
fn numbers_run_through_and_leave_headings_and_the_annex_out() {
    let heading = Paragraph { section: Section::Issues, kind: Kind::Heading, text: "Blasphemy" };
    let all = [text(Section::Who, "a"), heading, text(Section::Issues, " "), text(Section::Issues, "b"), text(Section::Annex, "c")];
    assert_eq!(numbers(all), [Some(1), None, None, Some(2), None]);
}

#[test]
fn pasted_markup_of_a_word_processor_becomes_its_text() {
    let pasted = "<!--[if gte mso 9]><xml><w:Word>Print</w:Word></xml><![endif]--><style>p.MsoNormal{margin:0}</style>\
        <p class=\"MsoNormal\">Two people were held&nbsp;in 2024.<o:p></o:p></p>\r\n<p class=MsoNormal>They are free &amp; safe.</p>";
    assert_eq!(clean(pasted), "Two people were held\u{a0}in 2024.\n\nThey are free & safe.");
    // text about signs stays as it is
    assert_eq!(clean("a < b and <b> too\u{0}"), "a < b and <b> too");
}

#[test]
fn how_far() {
    let written = Facts { has_text: true, revision: 7, ..Facts::default() };
    assert_eq!(status(&Facts::default()), Status::Planned);
    assert_eq!(status(&written), Status::Drafting);
    assert_eq!(status(&Facts { review_open: true, ..written.clone() }), Status::InReview);
    let signed =
        |revisions: &[Option<u32>]| Facts { signatures: revisions.iter().map(|r| Signature { revision: *r }).collect(), ..written.clone() };
    assert_eq!(status(&signed(&[Some(7), Some(7)])), Status::SignedOff);
    assert_eq!(status(&signed(&[Some(7), Some(6)])), Status::Drafting, "a word was changed after one of them signed");
    assert_eq!(status(&signed(&[Some(7), None])), Status::Drafting);
    assert_eq!(status(&Facts { submitted: true, ..written.clone() }), Status::Submitted);
    assert_eq!(status(&Facts { submitted: true, published: true, ..written.clone() }), Status::Published);
    assert_eq!(status(&Facts { published: true, ..written }), Status::Drafting, "public without having been handed in: not believed");
}

#[test]
fn the_text_is_fixed_from_the_day_it_was_handed_in() {
    let fixed: Vec<Status> = Status::ALL.into_iter().filter(|s| s.fixed()).collect();
    assert_eq!(fixed, [Status::Submitted, Status::Published]);
}

#[test]
fn who_signed_what_was_handed_in_or_leads_it_made_it() {
    assert!(made_by(true, None, 7) && made_by(false, Some(7), 7));
    assert!(!made_by(false, Some(6), 7) && !made_by(false, None, 7), "another text, or none");
}

#[test]
fn empty_lines_between_paragraphs_become_one() {
    assert_eq!(clean("a\n\n\n\n\nb\nc\n\nd"), "a\n\nb\nc\n\nd");
}

#[test]
fn what_styles_comments_and_settings_hold_is_no_text() {
    for pasted in ["<xml>Print view</xml><p class=MsoNormal>Text", "<!-- a > b --><o:p>Text", "<STYLE>p > a {}</style><o:p>Text"] {
        assert_eq!(clean(pasted), "Text", "{pasted}");
    }
}

proptest! {
    #[test]
    fn cleaning_twice_is_cleaning_once(text in "\\PC{0,80}") {
        let once = clean(&text);
        prop_assert_eq!(clean(&once), once);
    }

    #[test]
    fn the_pieces_are_the_text(body in "[a-z ]{0,20}", note in "[a-z0-9 ]{1,20}", rest in "[a-z ]{0,20}") {
        let whole = format!("{body}^[{note}]{rest}");
        prop_assert_eq!(without_notes(&whole), format!("{body}{rest}"));
        let (words, notes) = words_of(&whole);
        prop_assert_eq!(notes, words::count(&note));
        prop_assert!(words <= words::count(&body) + words::count(&rest));
    }

    #[test]
    fn any_text_has_pieces(text in "\\PC{0,200}") {
        let _ = parts(&text);
        let _ = clean(&text);
    }
}

/// LibreOffice 7.4 says the same of a document with such notes.
#[test]
fn the_mark_of_a_note_parts_no_word() {
    for (text, words) in
        [("groups^[x y], one", (2, 2)), ("groups, one", (2, 0)), ("groups^[x]. One", (2, 1)), ("gro^[x]ups", (1, 1)), ("a ^[x] b", (2, 1))]
    {
        assert_eq!(words_of(text), words, "{text}");
    }
}
