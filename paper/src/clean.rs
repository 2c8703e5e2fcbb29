//! Text as it may stand on paper.

/// Characters that take the font of what stands before them and may have no glyph of their own.
pub fn clings(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// Whether a character has no place in a text for others: a control, a mark that turns the direction of what follows, or none at all.
pub fn stray(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') || u32::from(c) & 0xfffe == 0xfffe
}

/// One line of clean text: spaces single, nothing that is invisible or that turns the direction of what follows.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            c if c.is_whitespace() && !clings(c) => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_control() => {}
            '\u{ad}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => {}
            '\u{2061}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => {}
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => out.push('\u{fffd}'),
            c if u32::from(c) & 0xfffe == 0xfffe => {}
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}
