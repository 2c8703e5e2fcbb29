use super::*;

#[test]
fn a_line_is_trimmed_normalised_and_bounded() {
    assert_eq!(line("  Ana   María ", 40), Ok("Ana María".into()));
    assert_eq!(line("e\u{301}", 1), Ok("é".into()));
    assert_eq!(line(" \u{a0} ", 40), Err(FieldError::Empty));
    assert_eq!(line(&"x".repeat(41), 40), Err(FieldError::TooLong { max: 40 }));
    assert_eq!(line("<b>x</b>", 40), Err(FieldError::Markup));
    assert_eq!(line("a\u{0}b", 40), Err(FieldError::Control));
    assert_eq!(line("a\nb", 40), Err(FieldError::Control));
    assert_eq!(line("abc\u{202E}txt", 40), Err(FieldError::Direction));
    assert_eq!(line("شكرا\u{200F}", 40), Ok("شكرا\u{200F}".into()));
}

#[test]
fn an_address_is_an_address() {
    assert_eq!(email(" Ana@Example.ORG "), Ok("ana@example.org".into()));
    for bad in ["ana", "@example.org", "ana@host", "ana@a..b", "a b@c.de", "a@b.c,d@e.f", "ana@exa mple.org"] {
        assert_eq!(email(bad), Err(FieldError::Email), "{bad}");
    }
}

#[test]
fn a_password_is_long_rather_than_odd() {
    assert_eq!(new_password("short", ""), Err(FieldError::TooShort { min: 10 }));
    assert_eq!(new_password("aaaaaaaaaaaa", ""), Err(FieldError::Guessable));
    assert_eq!(new_password("1234567890", ""), Err(FieldError::Guessable));
    assert_eq!(new_password("ana@example.org", "ana@example.org"), Err(FieldError::Guessable));
    assert_eq!(new_password(&"x y".repeat(50), ""), Err(FieldError::TooLong { max: 128 }));
    assert!(new_password("correct horse", "ana@example.org").is_ok());
}

#[test]
fn numbers_dates_and_times_are_what_they_say() {
    assert_eq!(number("12", 1, 20), Ok(12));
    assert_eq!(number("21", 1, 20), Err(FieldError::Number { min: 1, max: 20 }));
    assert_eq!(number("1e3", 1, 2000), Err(FieldError::Number { min: 1, max: 2000 }));
    assert_eq!(number("99999999999999999999", 1, 20), Err(FieldError::Number { min: 1, max: 20 }));
    assert_eq!(date("2026-02-29"), Err(FieldError::Date));
    assert_eq!(date("0026-02-28"), Err(FieldError::Date));
    assert!(date("2028-02-29").is_ok());
    assert_eq!(time("25:00"), Err(FieldError::Time));
    assert!(time("09:30").is_ok());
    assert!(time_zone("Europe/Zurich").is_ok());
    assert_eq!(time_zone("Mars/Olympus"), Err(FieldError::Choice));
}

#[test]
fn several_lines_keep_their_breaks() {
    assert_eq!(paragraph(" a\r\nb ", 3), Ok("a\nb".into()));
    assert_eq!(paragraph("", 3), Ok(String::new()));
    assert_eq!(paragraph("a\tb", 9), Err(FieldError::Control));
    assert_eq!(paragraph("a<b", 9), Err(FieldError::Markup));
    assert_eq!(paragraph("abcd", 3), Err(FieldError::TooLong { max: 3 }));
    assert_eq!(prose(" a < b\r\n\tc ", 20), Ok("a < b\n\tc".into()));
    assert_eq!((prose("abc", 3), prose("abcd", 3)), (Ok("abc".into()), Err(FieldError::TooLong { max: 3 })));
    assert_eq!((prose("a\u{7}", 9), prose("a\u{202E}b", 9)), (Err(FieldError::Control), Err(FieldError::Direction)));
    assert_eq!((words(" \n ", 9), words(" a ", 9)), (Err(FieldError::Empty), Ok("a".into())));
    assert_eq!((line_or_empty("  ", 9), line_or_empty(" a  b ", 9)), (Ok(String::new()), Ok("a b".into())));
    assert_eq!((line("abc", 3), line("", 3)), (Ok("abc".into()), Err(FieldError::Empty)));
}

#[test]
fn all_that_is_wrong_is_named_at_once() {
    let mut check = Check::default();
    assert_eq!(check.field("age", number("12", 1, 20)), Some(12));
    assert_eq!(check.field("name", line("", 9)), None);
    check.note("day", FieldError::Date);
    let wrong = check.finish().unwrap_err();
    assert_eq!(wrong.0, [("name".to_owned(), FieldError::Empty), ("day".to_owned(), FieldError::Date)]);
    assert_eq!((wrong.of("day"), wrong.of("age")), (Some(&FieldError::Date), None));
    assert_eq!(Check::default().finish(), Ok(()));
    assert_eq!(Check::default().done(Some(1)), Ok(1));
    assert_eq!(Check::default().done::<u8>(None), Err(FormErrors::one("form", FieldError::Empty)));
    let mut check = Check::default();
    check.note("day", FieldError::Date);
    assert_eq!(check.done(Some(1)), Err(FormErrors::one("day", FieldError::Date)));
}

#[test]
fn limits_are_where_they_say() {
    assert_eq!(["1", "20", " 7 "].map(|n| number(n, 1, 20)), [1, 20, 7].map(Ok));
    assert_eq!((number("0", 1, 20), number("", 1, 20)), (Err(FieldError::Number { min: 1, max: 20 }), Err(FieldError::Empty)));
    assert_eq!((number_or_none(" ", 1, 20), number_or_none("5", 1, 20)), (Ok(None), Ok(Some(5))));
    assert_eq!(number_or_none("21", 1, 20), Err(FieldError::Number { min: 1, max: 20 }));
    assert!(["1990-01-01", "2100-12-31"].iter().all(|d| date(d).is_ok()));
    assert_eq!([" ", "1989-12-31", "2101-01-01"].map(date), [FieldError::Empty, FieldError::Date, FieldError::Date].map(Err));
    assert_eq!(time("09:30:15").unwrap(), NaiveTime::from_hms_opt(9, 30, 15).unwrap());
    assert_eq!(time(""), Err(FieldError::Empty));
    assert_eq!(iso3(" che "), Ok("CHE".into()));
    assert_eq!(
        (iso3("ch"), iso3("c1e"), iso3("chef")),
        (Err(FieldError::Choice), Err(FieldError::Choice), Err(FieldError::TooLong { max: 3 }))
    );
    let length = |n: usize| new_password(&"ab".repeat(n / 2), "");
    assert!(length(10).is_ok() && length(128).is_ok());
    assert_eq!((length(8), length(130)), (Err(FieldError::TooShort { min: 10 }), Err(FieldError::TooLong { max: 128 })));
    assert_eq!(
        (new_password("", ""), new_password("my ANA@EXAMPLE.ORG!", "ana@example.org")),
        (Err(FieldError::Empty), Err(FieldError::Guessable))
    );
    let name = |n: usize| email(&format!("{}@example.org", "a".repeat(n)));
    assert!(name(64).is_ok());
    assert_eq!(name(65), Err(FieldError::Email));
    assert!(email("ana@mail-1.example.org").is_ok());
    for bad in ["ana@exa_mple.org", "ana@.org", "a\"na@example.org", "a(na)@example.org"] {
        assert_eq!(email(bad), Err(FieldError::Email), "{bad}");
    }
}
