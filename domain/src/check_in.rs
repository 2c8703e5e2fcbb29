//! Check-in codes, what people type, and when check-in is open.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// Seconds for which a check-in code is shown.
pub const CODE_SECONDS: i64 = 15;
/// Earlier codes still accepted: a person needs time to type.
pub const CODE_GRACE_STEPS: i64 = 2;

/// The time step of an instant: whole [`CODE_SECONDS`] since 1970 (as in RFC 6238).
pub fn step(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(CODE_SECONDS)
}

/// Seconds until the next code, from 1 to [`CODE_SECONDS`].
pub fn seconds_left(now: DateTime<Utc>) -> i64 {
    CODE_SECONDS - now.timestamp().rem_euclid(CODE_SECONDS)
}

/// The six-digit code of a time step: HMAC-SHA-256 of the step under the meeting's own secret,
/// cut to six digits by the dynamic truncation of RFC 4226 section 5.3.
pub fn code(secret: &[u8], step: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return String::new(); // HMAC takes a key of any length; this arm can't be reached
    };
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest.last().copied().unwrap_or(0) & 0x0f);
    let word = digest.get(offset..).and_then(|rest| rest.first_chunk()).map_or(0, |word| u32::from_be_bytes(*word));
    format!("{:06}", (word & 0x7fff_ffff) % 1_000_000)
}

/// How an entered code relates to a meeting's codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeMatch {
    /// The code shown now or one of the two before.
    Current,
    /// A code of the last ten minutes: right once, too old now.
    Old,
    /// None of them.
    No,
}

/// Compares what was typed with the codes of the meeting around `now`.
pub fn match_code(secret: &[u8], typed: &str, now: DateTime<Utc>) -> CodeMatch {
    const REMEMBERED: i64 = 600 / CODE_SECONDS;
    let this = step(now);
    match (0..=REMEMBERED).find(|age| code(secret, this - age) == typed) {
        Some(age) if age <= CODE_GRACE_STEPS => CodeMatch::Current,
        Some(_) => CodeMatch::Old,
        None => CodeMatch::No,
    }
}

/// How long after it was taken a proof from a phone without a connection is still accepted, in hours.
pub const LATE_PROOF_HOURS: i64 = 24;

/// When a proof was really taken: a phone's clock may be wrong by hours, but it tells how long ago the code was typed.
/// `typed_ms` and `sent_ms` are that clock's milliseconds when the code was typed and when the proof was sent.
///
/// # Errors
/// `OldCode` if it was typed in the future or too long ago.
pub fn proof_time(typed_ms: i64, sent_ms: i64, now: DateTime<Utc>) -> Result<DateTime<Utc>, CheckInRefusal> {
    let age = sent_ms.checked_sub(typed_ms).filter(|age| (0..=LATE_PROOF_HOURS * 3_600_000).contains(age));
    age.map(|age| now - chrono::Duration::milliseconds(age)).ok_or(CheckInRefusal::OldCode)
}

/// The personal code that staff scan or type: eight letters and digits without those that look alike (Crockford's
/// base 32), from HMAC-SHA-256 of the person under the workshop's own secret.
pub fn personal_code(secret: &[u8], person: crate::ids::PersonId) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return String::new() };
    mac.update(b"personal");
    mac.update(person.0.as_bytes());
    let digest = mac.finalize().into_bytes();
    digest.iter().take(8).filter_map(|b| ALPHABET.get(usize::from(b & 31))).map(|c| char::from(*c)).collect()
}

/// A personal code as somebody typed or scanned it: also the whole address that the picture holds.
pub fn read_personal_code(typed: &str) -> Option<String> {
    let last = typed.trim().rsplit(['=', '/']).next().unwrap_or_default();
    let code: String = last.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    // what is read as a look-alike is meant as the digit (Crockford)
    let code = code.replace(['I', 'L'], "1").replace('O', "0");
    (code.len() == 8 && code.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(code)
}

/// The six digits of what a person typed, spaces and dashes forgiven, digits of other scripts read.
pub fn read_code(typed: &str) -> Option<String> {
    let digits: Option<String> = typed.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '\u{2011}').map(decimal).collect();
    digits.filter(|d| d.len() == 6)
}

/// ASCII, Arabic-Indic, extended Arabic-Indic, Devanagari and Bengali digits.
fn decimal(c: char) -> Option<char> {
    [0x30_u32, 0x660, 0x6f0, 0x966, 0x9e6].iter().find_map(|zero| char::from_digit(u32::from(c).checked_sub(*zero)?, 10))
}

/// The times of a meeting and the state of its check-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// When check-in was opened, if it was.
    pub opened_at: Option<DateTime<Utc>>,
    /// When check-in was closed by hand.
    pub check_in_closed_at: Option<DateTime<Utc>>,
    /// When the meeting was closed: nothing more is taken.
    pub closed_at: Option<DateTime<Utc>>,
}

/// Why a check-in is not taken. Each has its own sentence on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckInRefusal {
    /// Not six digits.
    NotACode,
    /// No open meeting has this code.
    WrongCode,
    /// The code was right some minutes ago.
    OldCode,
    /// The trainer has not opened check-in, or has closed it.
    NotOpen,
    /// The meeting is closed.
    MeetingClosed,
    /// The person has no place in this workshop.
    NotRegistered,
    /// Too many wrong codes in a minute.
    TooMany,
}

/// Is check-in open?
///
/// # Errors
/// `MeetingClosed` or `NotOpen`.
pub fn open(window: &Window) -> Result<(), CheckInRefusal> {
    match window {
        Window { closed_at: Some(_), .. } => Err(CheckInRefusal::MeetingClosed),
        Window { opened_at: Some(_), check_in_closed_at: None, .. } => Ok(()),
        _ => Err(CheckInRefusal::NotOpen),
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + minute * 60, 0).unwrap()
    }

    #[test]
    fn the_code_shown_and_the_two_before_are_taken() {
        let secret = b"a meeting's secret";
        let now = at(0);
        let typed = code(secret, step(now));
        assert_eq!(match_code(secret, &typed, now), CodeMatch::Current);
        assert_eq!(match_code(secret, &typed, now + Duration::seconds(30)), CodeMatch::Current);
        assert_eq!(match_code(secret, &typed, now + Duration::seconds(45)), CodeMatch::Old);
        assert_eq!(match_code(secret, &typed, now + Duration::seconds(620)), CodeMatch::No);
        assert_eq!(match_code(secret, &typed, now - Duration::seconds(15)), CodeMatch::No, "a code of the future");
        assert_eq!(match_code(b"another", &typed, now), CodeMatch::No);
    }

    #[test]
    fn the_truncation_is_that_of_rfc_4226() {
        // Fixed by an independent implementation (Python's hmac and struct).
        assert_eq!(code(b"12345678901234567890123456789012", 1), "119246");
    }

    #[test]
    fn what_people_type_is_read_kindly() {
        assert_eq!(read_code(" 123 456 "), Some("123456".into()));
        assert_eq!(read_code("123-456"), Some("123456".into()));
        assert_eq!(read_code("١٢٣٤٥٦"), Some("123456".into()));
        for bad in ["", "12345", "1234567", "12345a", "１２３<b>"] {
            assert_eq!(read_code(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_proof_is_as_old_as_the_phone_says_whatever_its_clock_shows() {
        let now = at(0);
        let wrong_by_an_hour = now.timestamp_millis() + 3_600_000;
        assert_eq!(proof_time(wrong_by_an_hour - 90_000, wrong_by_an_hour, now), Ok(now - Duration::seconds(90)));
        assert_eq!(proof_time(5, 4, now), Err(CheckInRefusal::OldCode), "typed after it was sent");
        assert_eq!(proof_time(0, 25 * 3_600_000, now), Err(CheckInRefusal::OldCode));
        assert_eq!(proof_time(i64::MIN, i64::MAX, now), Err(CheckInRefusal::OldCode));
    }

    #[test]
    fn a_personal_code_is_read_as_it_is_typed_and_scanned() {
        let person = crate::ids::PersonId(uuid::Uuid::from_u128(7));
        let code = personal_code(b"secret", person);
        assert_eq!(code.len(), 8);
        assert_ne!(code, personal_code(b"another", person));
        assert_eq!(read_personal_code(&format!("https://u.example/desk?code={code}")), Some(code.clone()));
        assert_eq!(read_personal_code(&format!(" {}-{} ", &code[..4], code[4..].to_lowercase())), Some(code));
        assert_eq!(read_personal_code("oil45678"), Some("01145678".into()));
        assert_eq!(read_personal_code("12345"), None);
    }

    #[test]
    fn a_window_is_open_between_opening_and_closing() {
        let shut = Window { opened_at: None, check_in_closed_at: None, closed_at: None };
        assert_eq!(open(&shut), Err(CheckInRefusal::NotOpen));
        let opened = Window { opened_at: Some(at(0)), ..shut };
        assert_eq!(open(&opened), Ok(()));
        assert_eq!(open(&Window { check_in_closed_at: Some(at(1)), ..opened }), Err(CheckInRefusal::NotOpen));
        assert_eq!(open(&Window { closed_at: Some(at(1)), ..opened }), Err(CheckInRefusal::MeetingClosed));
    }

    #[test]
    fn a_code_is_shown_for_fifteen_seconds() {
        let from = |seconds: i64| DateTime::from_timestamp(seconds, 0).unwrap();
        assert_eq!([0, 14, 15, 29, 30].map(|s| step(from(s))), [0, 0, 1, 1, 2]);
        assert_eq!([0, 1, 14, 15].map(|s| seconds_left(from(s))), [15, 14, 1, 15]);
        assert_eq!((step(from(-1)), seconds_left(from(-1))), (-1, 1), "before 1970 time goes on forwards");
    }

    #[test]
    fn a_code_is_old_for_ten_minutes() {
        let (secret, now) = (b"a meeting's secret", at(0));
        let typed = code(secret, step(now));
        assert_eq!(match_code(secret, &typed, now + Duration::seconds(600)), CodeMatch::Old);
        assert_eq!(match_code(secret, &typed, now + Duration::seconds(615)), CodeMatch::No);
    }

    #[test]
    fn a_proof_is_taken_for_a_day_to_the_millisecond() {
        let (now, day) = (at(0), 24 * 3_600_000);
        assert_eq!(proof_time(0, day, now), Ok(now - Duration::days(1)));
        assert_eq!(proof_time(0, day + 1, now), Err(CheckInRefusal::OldCode));
        assert_eq!(proof_time(7, 7, now), Ok(now));
    }

    #[test]
    fn the_personal_code_of_a_person_is_the_same_for_ever() {
        let person = crate::ids::PersonId(uuid::Uuid::from_u128(7));
        // fixed by an independent implementation (Python's hmac)
        assert_eq!(personal_code(b"secret", person), "ZXZG1PNB");
        assert_eq!(read_personal_code("ABCD-1234"), Some("ABCD1234".into()));
        for bad in ["ABCD-123", "ABCD-12345", "ABCD-12!4", ""] {
            assert_eq!(read_personal_code(bad), None, "{bad}");
        }
    }

    #[test]
    fn digits_of_five_scripts_are_read_and_nothing_beside_them() {
        for digits in ["012789", "٠١٢٧٨٩", "۰۱۲۷۸۹", "०१२७८९", "০১২৭৮৯", "01\u{2011}27 89"] {
            assert_eq!(read_code(digits), Some("012789".into()), "{digits}");
        }
        for bad in ["01278:", "01278/", "٠١٢٧٨٪"] {
            assert_eq!(read_code(bad), None, "{bad}");
        }
    }
}
