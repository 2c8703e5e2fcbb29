use proptest::prelude::*;

use super::*;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
}

#[test]
fn times_are_read_as_the_programs_write_them() {
    let expected = at("2026-11-24 13:02:10");
    for (text, order) in [
        ("11/24/2026 01:02:10 PM", Order::Month),
        ("11/24/26, 1:02:10 PM", Order::Month),
        ("11/24/2026, 1:02:10\u{202f}PM", Order::Month),
        ("24/11/2026 13:02:10", Order::Day),
        ("24.11.2026, 13:02:10", Order::Day),
        ("24. 11. 2026 13:02:10", Order::Day),
        ("24.11.2026 klo 13.02.10", Order::Day),
        ("24/11/2026 à 13:02:10", Order::Day),
        ("2026-11-24 13:02:10", Order::Year),
        ("2026-11-24T13:02:10", Order::Year),
        ("Nov 24, 2026 01:02:10 PM", Order::Month),
    ] {
        assert_eq!(time(text, order), Some(expected), "{text}");
    }
    assert_eq!(time("24/11/2026 13:02:10", Order::Month), None);
    assert_eq!(time("11/24/2026 13:02:10 PM", Order::Month), None);
    assert_eq!(time("11/24/2026 12:30 AM", Order::Month), Some(at("2026-11-24 00:30:00")));
}

#[test]
fn names_are_alike_whatever_their_order_and_what_hangs_on_them() {
    assert_eq!(name_key("Marsh, Ana (she/her) (Host)"), name_key("ANA  Marsh"));
    assert_eq!(name_key("José Álvarez"), name_key("alvarez jose"));
    assert_eq!(words_shared("Ana Marsh", "Ana"), 50);
    assert_eq!(words_shared("Ana Marsh", "Bo Lind"), 0);
    assert_eq!(words_shared("", ""), 0);
}

#[test]
fn a_duration_is_read_by_its_numbers_and_the_letter_behind_the_first() {
    for (text, seconds) in [
        ("02:23:30", Some(8610)),
        ("2h 9m 29s", Some(7769)),
        ("1h 5m", Some(3900)),
        ("2 h 5 min", Some(7500)),
        ("2 godz. 5 min", Some(7500)),
        ("37m 17s", Some(2237)),
        ("45s", Some(45)),
        ("-", None),
        ("1 2 3 4", None),
        ("99999999999999999999s", None),
    ] {
        assert_eq!(duration(text), seconds, "{text}");
    }
}

proptest! {
    #[test]
    fn any_rows_are_read_or_refused(rows in proptest::collection::vec(proptest::collection::vec("\\PC{0,12}", 0..14), 0..12)) {
        let _either = read(&rows, at("2026-11-24 00:00:00").date(), at("2026-11-24 12:00:00"));
    }
}
