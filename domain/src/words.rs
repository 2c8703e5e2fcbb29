//! How long a text is, in words: submissions to a review have a limit, and who receives them looks at what a word
//! processor says.

use unicode_normalization::char::is_combining_mark;

/// The number of words of a text as LibreOffice Writer shows it.
///
/// * A word is what stands between white space (of every kind, the no-break ones too), en dashes and em dashes.
///   Hyphens, slashes, full stops and the like join: `well-known`, `and/or`, `A/HRC/WG.6/41/XYZ/1` and an address on
///   the web are one word each. Two hyphens and more are a dash typed by hand: they end the word they touch.
/// * A number is a word, `5 630` is two. So is whatever else stands alone: `-`, `…`, `&`, the two marks of `« droit »`.
/// * Each Chinese, Japanese or Korean character is a word, and so is each mark of punctuation as wide as they.
/// * What is not seen counts nothing and parts nothing: soft hyphens, joiners, marks of direction, variation selectors.
///   Nor does a diacritic or a vowel sign begin a word.
///
/// Where we leave LibreOffice (7.4): it takes an invisible mark at the edge of a word for a word, counts no further in
/// a paragraph after a zero-width space, and makes two words of `km²` and `1½`. Scripts without spaces (Thai, Khmer …)
/// are none of the UN's six languages: a run of them is one word here.
///
/// Word (by what is reported; we measured nothing) parts at the same white space and dashes and counts
/// Asian characters one by one. It keeps `a--b` and `km²` whole and may join at a no-break space: fewer words than
/// here. In Chinese text it may take each `“`, `—` and `…` for an Asian character: a few more.
pub fn count(text: &str) -> u32 {
    let mut words = 0_u32;
    let mut inside = false;
    let mut hyphens = 0_u32;
    for c in text.chars() {
        if is_separator(c) {
            (inside, hyphens) = (false, 0);
        } else if is_silent(c) {
        } else if is_east_asian(c) {
            words = words.saturating_add(1);
            (inside, hyphens) = (false, 0);
        } else {
            let hyphen = c == '-';
            if !inside || (hyphens > 1 && !hyphen) {
                words = words.saturating_add(1);
            }
            inside = true;
            hyphens = if hyphen { hyphens.saturating_add(1) } else { 0 };
        }
    }
    words
}

/// White space, and the dashes that LibreOffice has as "additional separators".
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '–' | '—')
}

/// Without a width of its own: control characters, Unicode's "default ignorable" characters, combining marks.
fn is_silent(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
        || is_combining_mark(c)
}

/// The characters LibreOffice files under "Asian" text: ideographs, kana, bopomofo, hangul, their punctuation and wide
/// forms.
fn is_east_asian(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{2FFB}' | '\u{3001}'..='\u{A4C6}' | '\u{A960}'..='\u{A97C}'
        | '\u{AC00}'..='\u{D7FB}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FFEE}'
        | '\u{16FE0}'..='\u{1B2FF}' | '\u{1F200}'..='\u{1F2FF}' | '\u{20000}'..='\u{3FFFF}')
}
