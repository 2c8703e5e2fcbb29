//! Who is in the demonstration. Every person and organisation is invented; the countries are real.

/// Name and country of an organisation.
pub const ORGANISATIONS: [(&str, &str); 12] = [
    ("Lamplight Association", "IRL"),
    ("River Voices", "TGO"),
    ("Open Window Society", "GRC"),
    ("Free Mind Circle", "HUN"),
    ("Northern Light League", "ISL"),
    ("Clear Water Forum", "UGA"),
    ("House of Questions", "LTU"),
    ("Island Conscience", "TTO"),
    ("Plain Speech Network", "MDA"),
    ("Equal Morning", "ZWE"),
    ("The Listening Post", "THA"),
    ("Second Dawn", "VEN"),
];

const FIRST: [&str; 20] = [
    "Amara", "Bruno", "Chandra", "Dalia", "Emeka", "Farida", "Goran", "Hanna", "Idris", "Jelena", "Kofi", "Leila", "Mirek", "Nadia",
    "Otto", "Paloma", "Quynh", "Rasa", "Samir", "Thandi",
];
const LAST: [&str; 9] = ["Okello", "Varga", "Petrauskas", "Nowak", "Mensah", "Silva", "Haddad", "Jonsdottir", "Moyo"];

/// How many people there are besides the four accounts of the demonstration.
pub const PEOPLE: usize = 58;

/// The name of the n-th person: all are different.
pub fn name(n: usize) -> String {
    let first = FIRST.get(n % FIRST.len()).copied().unwrap_or_default();
    let last = LAST.get((n / FIRST.len() * 4 + n) % LAST.len()).copied().unwrap_or_default();
    format!("{first} {last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_people_have_the_same_name() {
        let names: std::collections::BTreeSet<String> = (0..PEOPLE).map(name).collect();
        assert_eq!(names.len(), PEOPLE);
    }
}
