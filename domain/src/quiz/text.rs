//! When two short texts are the same, and what number was written. Never fuzzy: “unsupported” is not
//! “supported”, and “not legally binding” is not “legally binding”.

use unicode_normalization::UnicodeNormalization;

/// The normal form of a short answer: compatibility forms made one (NFKC), letters in lower case, typographic
/// quotes and hyphens made plain, white space collapsed, quotes around and a full stop at the end removed.
/// Nothing else is forgiven.
pub fn normal_text(text: &str) -> String {
    let plain: String = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '’' | '‘' | '`' | '´' => '\'',
            '“' | '”' | '„' | '«' | '»' => '"',
            '‐' | '‑' | '–' | '—' | '−' => '-',
            c => c,
        })
        .filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'))
        .collect();
    let joined = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.trim_matches('"').trim_end_matches('.').trim().to_owned()
}

/// The numbers a text may mean: “1 200,5” is 1200.5; “1,200” may be 1200 or 1.2, so both are returned.
/// Empty when it is no number. Arabic-Indic and Persian digits are understood.
pub fn read_numbers(text: &str) -> Vec<f64> {
    let digits: String = text
        .nfkc()
        .map(|c| match c {
            '٠'..='٩' => shift(c, '٠'),
            '۰'..='۹' => shift(c, '۰'),
            '٫' => '.',
            '٬' | '\'' | '’' => ' ',
            '−' | '–' => '-',
            c => c,
        })
        .filter(|c| !c.is_whitespace() && *c != '_')
        .collect();
    if !digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | 'e' | 'E')) {
        return Vec::new();
    }
    // the last separator is the decimal one if there are two kinds; one kind alone, in groups of three, may be either
    let forms = match (digits.rfind('.'), digits.rfind(',')) {
        (Some(point), Some(comma)) if point > comma => vec![digits.replace(',', "")],
        (Some(_), Some(_)) => vec![digits.replace('.', "").replace(',', ".")],
        (None, Some(_)) => either(&digits, ','),
        (Some(_), None) => either(&digits, '.'),
        (None, None) => vec![digits],
    };
    forms.iter().filter_map(|f| f.parse::<f64>().ok()).filter(|n| n.is_finite()).collect()
}

fn either(digits: &str, separator: char) -> Vec<String> {
    let grouped = digits.split(separator).skip(1).all(|group| group.len() == 3);
    let mut forms = vec![digits.replace(separator, ".")];
    if grouped {
        forms.push(digits.replace(separator, ""));
    }
    forms
}

fn shift(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_and_what_never_is() {
        for same in ["Supported", " supported ", "SUPPORTED.", "“supported”", "ｓｕｐｐｏｒｔｅｄ", "sup\u{200B}ported"] {
            assert_eq!(normal_text(same), "supported", "{same}");
        }
        assert_eq!(normal_text("follow‑up"), normal_text("Follow-up"));
        for (a, b) in [("unsupported", "supported"), ("not legally binding", "legally binding"), ("noted", "not"), ("resumé", "resume")] {
            assert_ne!(normal_text(a), normal_text(b), "{a}");
        }
    }

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(read_numbers("2815"), [2815.0]);
        assert_eq!(read_numbers("2 815"), [2815.0]);
        assert_eq!(read_numbers("3,5"), [3.5]);
        assert_eq!(read_numbers("2,815"), [2.815, 2815.0]);
        assert_eq!(read_numbers("1.234,5"), [1234.5]);
        assert_eq!(read_numbers("1,234.5"), [1234.5]);
        assert_eq!(read_numbers("2.7581"), [2.7581]);
        assert_eq!(read_numbers("٢٨١٥"), [2815.0]);
        assert_eq!(read_numbers("-4"), [-4.0]);
        for none in ["", "five", "3 words", "1e999", "--2"] {
            assert!(read_numbers(none).is_empty(), "{none}");
        }
    }
}
