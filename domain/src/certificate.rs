//! Certificates: what is printed, frozen, and what state a certificate is in.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    ids::{CertificateId, PersonId},
    training::Path,
};

/// Everything that a certificate says. Its JSON, once written, is signed and never made again: pages, PDF and
/// credential are drawn from that text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The code by which it is checked, see [`code`].
    pub code: String,
    /// 1, or one more than the certificate it replaces.
    pub version: u32,
    /// Code of the certificate it replaces.
    pub replaces: Option<String>,
    /// Language of the printed text (BCP 47).
    pub language: String,
    /// Who issues it.
    pub issuer: String,
    /// Heading.
    pub title: String,
    /// The holder's name as printed; may be an alias.
    pub name: String,
    /// The paragraph below the name.
    pub statement: String,
    /// Title of the programme.
    pub programme: String,
    /// How the person was trained.
    #[serde(with = "by_name")]
    pub path: Path,
    /// The day of the training record.
    pub trained_on: NaiveDate,
    /// Days of meetings that count; empty for self-study.
    pub dates: Vec<NaiveDate>,
    /// Minutes attended, or the reading time of the modules; nothing where it is not known.
    pub minutes: Option<u32>,
    /// Names of the trainers.
    pub trainers: Vec<String>,
    /// Version of the training rule that was met.
    pub rule_version: u32,
    /// Share of the scheduled minutes that the rule asks for, in per cent.
    pub rule_percent: u32,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// The last day on which it holds.
    pub expires_on: Option<NaiveDate>,
    /// Who signs in the network's name; may be empty.
    pub signatory: String,
    /// The address at which it is checked.
    pub check_url: String,
}

mod by_name {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::training::Path;

    pub fn serialize<S: Serializer>(path: &Path, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(path.name())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Path, D::Error> {
        let name = String::deserialize(d)?;
        Path::from_name(&name).ok_or_else(|| D::Error::custom("an unknown path"))
    }
}

/// Why a certificate no longer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Revocation {
    /// The training record was corrected: the rule was not met.
    RecordCorrected,
    /// The holder asked for it.
    HolderAsked,
    /// It should not have been issued.
    IssuedInError,
    /// The holder's data was erased; what was printed is no longer kept.
    HolderErased,
}

names!(Revocation);

impl Revocation {
    /// Those that an administrator can choose.
    pub const CHOICES: [Revocation; 2] = [Revocation::HolderAsked, Revocation::IssuedInError];
}

/// Whether a certificate holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds.
    Valid,
    /// A later version holds, or held: its code.
    Replaced(String),
    /// It was taken back.
    Revoked(Revocation),
    /// Its time is over.
    Expired,
}

/// The state of a certificate on a day. Being taken back outweighs being replaced, and that outweighs being expired.
pub fn state(revoked: Option<Revocation>, replaced_by: Option<String>, expires_on: Option<NaiveDate>, today: NaiveDate) -> State {
    match (revoked, replaced_by) {
        (Some(reason), _) => State::Revoked(reason),
        (None, Some(code)) => State::Replaced(code),
        (None, None) if expires_on.is_some_and(|last| last < today) => State::Expired,
        _ => State::Valid,
    }
}

/// Letters and digits of a code: Crockford's base 32, without I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code of a certificate, `ABCD-EFGH-JKLM`: sixty random bits, in characters that are not mistaken for one another.
pub fn code(random: [u8; 12]) -> String {
    let letter = |byte: &u8| ALPHABET.get(usize::from(byte % 32)).map_or('0', |b| char::from(*b));
    let groups: Vec<String> = random.chunks(4).map(|group| group.iter().map(letter).collect()).collect();
    groups.join("-")
}

/// The code that somebody typed, whatever the case, spaces and dashes; O is read as 0, I and L as 1. `None` if it is none.
pub fn read_code(typed: &str) -> Option<String> {
    let mut letters = Vec::with_capacity(12);
    for c in typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '–' | '_' | '.')) {
        let c = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let known = u8::try_from(c).is_ok_and(|b| ALPHABET.contains(&b));
        if !known || letters.len() == 12 {
            return None;
        }
        letters.push(c);
    }
    (letters.len() == 12).then(|| letters.chunks(4).map(|g| g.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// Hours with at most one decimal, as printed: `6`, `6.5`.
pub fn hours(minutes: u32) -> String {
    let tenths = (minutes * 10 + 30) / 60;
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// Identity of a certificate with its holder, for the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub id: CertificateId,
    /// Whose.
    pub holder: PersonId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let made = code([0, 1, 10, 17, 18, 20, 31, 32, 255, 7, 9, 16]);
        assert_eq!(made, "01AH-JMZ0-Z79G");
        for typed in ["01AH-JMZ0-Z79G", "01ahjmz0z79g", " o1AH JMZO – Z79G", "OiAH_jmzo.z79g", "0LAH-JMZ0-Z79G"] {
            assert_eq!(read_code(typed).as_deref(), Some("01AH-JMZ0-Z79G"), "{typed}");
        }
        for bad in ["", "01AH-JMZ0-Z79", "01AH-JMZ0-Z79GG", "01AH-JMZ0-Z79U", "../../etc/pass", "０１AHJMZ0Z79G"] {
            assert_eq!(read_code(bad), None, "{bad}");
        }
    }

    #[test]
    fn hours_are_rounded_to_a_tenth() {
        let cases = [(0, "0"), (29, "0.5"), (60, "1"), (90, "1.5"), (240, "4"), (245, "4.1"), (599, "10")];
        for (minutes, shown) in cases {
            assert_eq!(hours(minutes), shown, "{minutes}");
        }
    }

    #[test]
    fn revoked_outweighs_replaced_outweighs_expired() {
        let (day, before) = (NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default(), NaiveDate::from_ymd_opt(2026, 11, 23));
        let replaced = || Some("X".to_owned());
        assert_eq!(state(Some(Revocation::HolderAsked), replaced(), before, day), State::Revoked(Revocation::HolderAsked));
        assert_eq!(state(None, replaced(), before, day), State::Replaced("X".into()));
        assert_eq!(state(None, None, before, day), State::Expired);
        assert_eq!(state(None, None, Some(day), day), State::Valid, "the last day still counts");
    }
}
