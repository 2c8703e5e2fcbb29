//! What a field takes. From it follow the attributes of its HTML element and its check.

use super::{FieldError, date, email, limits, line, number, paragraph, prose, time};

/// What is typed into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An id, a code, a choice of a list, a mark: written by the page, not by a person.
    Code {
        /// Characters.
        max: u32,
    },
    /// What lets somebody in by its address. Never shown again.
    Token,
    /// A line.
    Line {
        /// Characters.
        max: u32,
    },
    /// Several lines without markup.
    Paragraph {
        /// Characters.
        max: u32,
    },
    /// Several lines as they were typed.
    Prose {
        /// Characters.
        max: u32,
    },
    /// An e-mail address.
    Email,
    /// A password. Never kept, never shown again.
    Password {
        /// Fewest characters: of a new one.
        min: u32,
    },
    /// A whole number.
    Number {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// A day.
    Day,
    /// A time of day.
    Clock,
}

/// The names a field may have.
#[derive(Clone, Copy, Debug)]
pub enum Name {
    /// This one.
    Is(&'static str),
    /// One of many that begin alike: `option_1`, `option_2`.
    Begins(&'static str),
    /// One of a list that is known elsewhere.
    OneOf(fn(&str) -> bool),
}

impl Name {
    /// Whether a field of this name is meant.
    pub fn means(&self, name: &str) -> bool {
        match self {
            Name::Is(is) => *is == name,
            Name::Begins(start) => name.starts_with(start),
            Name::OneOf(known) => known(name),
        }
    }
}

/// A field of a form.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Its name.
    pub name: Name,
    /// What is typed into it.
    pub kind: Kind,
    /// Whether it must be filled in.
    pub required: bool,
}

impl Spec {
    /// Most characters, where a browser can be told.
    pub fn max(&self) -> Option<u32> {
        match self.kind {
            Kind::Code { max } | Kind::Line { max } | Kind::Paragraph { max } | Kind::Prose { max } => Some(max),
            Kind::Email => Some(limits::EMAIL),
            Kind::Password { .. } => Some(super::PASSWORD_MAX),
            Kind::Token | Kind::Number { .. } | Kind::Day | Kind::Clock => None,
        }
    }

    /// What is wrong with what was sent.
    ///
    /// # Errors
    /// What the parser of its kind says.
    pub fn check(&self, value: &str) -> Result<(), FieldError> {
        let empty = value.trim().is_empty();
        match self.kind {
            _ if empty && self.required => Err(FieldError::Empty),
            _ if empty => Ok(()),
            Kind::Code { max } => at_most(value, max),
            Kind::Token => at_most(value, 200),
            Kind::Password { min } if value.chars().count() < usize::try_from(min).unwrap_or(0) => Err(FieldError::TooShort { min }),
            Kind::Password { .. } => at_most(value, super::PASSWORD_MAX),
            Kind::Line { max } => line(value, max).map(drop),
            Kind::Paragraph { max } => paragraph(value, max).map(drop),
            Kind::Prose { max } => prose(value, max).map(drop),
            Kind::Email => email(value).map(drop),
            Kind::Number { min, max } => number(value, min, max).map(drop),
            Kind::Day => date(value).map(drop),
            Kind::Clock => time(value).map(drop),
        }
    }
}

fn at_most(value: &str, max: u32) -> Result<(), FieldError> {
    if value.chars().count() > usize::try_from(max).unwrap_or(usize::MAX) { Err(FieldError::TooLong { max }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_takes_what_it_says() {
        let field = |kind, required| Spec { name: Name::Is("x"), kind, required };
        assert_eq!(field(Kind::Line { max: 3 }, true).check(" "), Err(FieldError::Empty));
        assert_eq!(field(Kind::Line { max: 3 }, false).check(" "), Ok(()));
        assert_eq!(field(Kind::Line { max: 3 }, true).check("abcd"), Err(FieldError::TooLong { max: 3 }));
        assert_eq!(field(Kind::Prose { max: 3 }, true).check("a\nb"), Ok(()));
        assert_eq!(field(Kind::Line { max: 3 }, true).check("a\nb"), Err(FieldError::Control));
        assert_eq!(field(Kind::Number { min: 1, max: 9 }, false).check("0"), Err(FieldError::Number { min: 1, max: 9 }));
        assert_eq!(field(Kind::Password { min: 10 }, true).check("short"), Err(FieldError::TooShort { min: 10 }));
        assert_eq!(field(Kind::Day, false).check("2026-02-30"), Err(FieldError::Date));
        assert_eq!(field(Kind::Code { max: 2 }, false).check("abc"), Err(FieldError::TooLong { max: 2 }));
    }

    #[test]
    fn a_name_is_known_by_itself_by_its_start_or_by_a_list() {
        assert!(Name::Is("a").means("a") && !Name::Is("a").means("ab"));
        assert!(Name::Begins("option_").means("option_1") && !Name::Begins("option_").means("option"));
        assert!(Name::OneOf(|n| n == "who").means("who") && !Name::OneOf(|n| n == "who").means("whom"));
    }

    #[test]
    fn a_limit_is_the_last_that_is_taken() {
        let field = |kind, required| Spec { name: Name::Is("x"), kind, required };
        let password = field(Kind::Password { min: 3 }, true);
        assert_eq!((password.check("abc"), password.check("ab")), (Ok(()), Err(FieldError::TooShort { min: 3 })));
        assert_eq!(password.check(&"x".repeat(129)), Err(FieldError::TooLong { max: 128 }));
        assert_eq!((field(Kind::Code { max: 2 }, true).check("ab"), field(Kind::Token, true).check(&"x".repeat(200))), (Ok(()), Ok(())));
        for kind in [Kind::Day, Kind::Clock, Kind::Email, Kind::Number { min: 1, max: 9 }, Kind::Line { max: 3 }] {
            assert_eq!((field(kind, false).check(" "), field(kind, true).check(" ")), (Ok(()), Err(FieldError::Empty)), "{kind:?}");
        }
    }

    #[test]
    fn a_browser_is_told_how_many_characters_a_field_takes() {
        let max = |kind| Spec { name: Name::Is("x"), kind, required: false }.max();
        for kind in [Kind::Code { max: 7 }, Kind::Line { max: 7 }, Kind::Paragraph { max: 7 }, Kind::Prose { max: 7 }] {
            assert_eq!(max(kind), Some(7), "{kind:?}");
        }
        assert_eq!((max(Kind::Email), max(Kind::Password { min: 10 })), (Some(limits::EMAIL), Some(128)));
        for kind in [Kind::Token, Kind::Number { min: 1, max: 9 }, Kind::Day, Kind::Clock] {
            assert_eq!(max(kind), None, "{kind:?}");
        }
    }
}
