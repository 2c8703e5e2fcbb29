//! Types of fields: each says what is typed into it.

use std::{collections::BTreeMap, marker::PhantomData, ops::Deref, str::FromStr};

use domain::form::{Kind, Name};

use crate::{error::AppError, server::Fields};

/// A type of a field.
pub trait Value: Sized {
    /// What is typed into it.
    const KIND: Kind;
    /// Whether it must be filled in.
    const REQUIRED: bool;
    /// Reads it. What was not sent is empty.
    fn read(fields: &Fields, name: &Name) -> Self;
}

fn text(fields: &Fields, name: &Name) -> String {
    match name {
        Name::Is(name) => fields.get(*name).cloned().unwrap_or_default(),
        Name::Begins(_) | Name::OneOf(_) => String::new(),
    }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident $(<$($param:ident: $of:ty),+>)? = $kind:expr, $required:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name $(<$(const $param: $of),+>)? (String);

        impl $(<$(const $param: $of),+>)? Value for $name $(<$($param),+>)? {
            const KIND: Kind = $kind;
            const REQUIRED: bool = $required;
            fn read(fields: &Fields, name: &Name) -> Self {
                Self(text(fields, name))
            }
        }

        impl $(<$(const $param: $of),+>)? Deref for $name $(<$($param),+>)? {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }
    )+};
}

texts! {
    /// A line that must be filled in.
    Line<MAX: u32> = Kind::Line { max: MAX }, true;
    /// Several lines without markup.
    Paragraph<MAX: u32> = Kind::Paragraph { max: MAX }, true;
    /// Several lines as they were typed.
    Prose<MAX: u32> = Kind::Prose { max: MAX }, true;
    /// An e-mail address.
    Email = Kind::Email, true;
    /// A password.
    Password = Kind::Password { min: 0 }, true;
    /// A password that is chosen.
    NewPassword = Kind::Password { min: domain::form::PASSWORD_MIN }, true;
    /// A whole number.
    Number<MIN: i64, MAX: i64> = Kind::Number { min: MIN, max: MAX }, true;
    /// A day.
    Day = Kind::Day, true;
    /// A time of day.
    Clock = Kind::Clock, true;
    /// A choice, a version, a mark of a script: not typed by a person. What is none is for its reader to say.
    Code = Kind::Code { max: 100 }, false;
    /// What lets somebody in.
    Token = Kind::Token, false;
    /// An address on this site to go to. What is none is for its reader to say.
    Address = Kind::Code { max: 2_000 }, false;
}

/// What may be left empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Maybe<V>(V);

impl<V: Value> Value for Maybe<V> {
    const KIND: Kind = V::KIND;
    const REQUIRED: bool = false;
    fn read(fields: &Fields, name: &Name) -> Self {
        Self(V::read(fields, name))
    }
}

impl<V: Deref<Target = str>> Deref for Maybe<V> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

/// Part of an address, as it may stand there; what is not one leads to a page that does not exist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slug(String);

impl Value for Slug {
    const KIND: Kind = Kind::Code { max: 100 };
    const REQUIRED: bool = false;
    fn read(fields: &Fields, name: &Name) -> Self {
        Self(text(fields, name).chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(100).collect())
    }
}

impl Deref for Slug {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

/// A mark that is set or not: it was sent, and does not say no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flag(bool);

impl Value for Flag {
    const KIND: Kind = Kind::Code { max: 10 };
    const REQUIRED: bool = false;
    fn read(fields: &Fields, name: &Name) -> Self {
        Self(!matches!(text(fields, name).as_str(), "" | "no" | "off"))
    }
}

impl Flag {
    /// Whether it is set.
    pub fn is_set(self) -> bool {
        self.0
    }
}

/// The id of something.
#[derive(Debug, PartialEq, Eq)]
pub struct Id<T>(Option<T>);

impl<T: Copy> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Copy> Copy for Id<T> {}

impl<T: FromStr> Value for Id<T> {
    const KIND: Kind = Kind::Code { max: 100 };
    const REQUIRED: bool = false;
    fn read(fields: &Fields, name: &Name) -> Self {
        Self(text(fields, name).trim().parse().ok())
    }
}

impl<T: Copy> Id<T> {
    /// The id.
    ///
    /// # Errors
    /// `NotFound`: what is no id does not exist.
    pub fn get(self) -> Result<T, AppError> {
        self.0.ok_or(AppError::NotFound)
    }

    /// The id, if it is one.
    pub fn maybe(self) -> Option<T> {
        self.0
    }

    /// The page of it, or another where it is none.
    pub fn page(self, page: impl FnOnce(T) -> String, without: &str) -> String {
        self.0.map_or_else(|| without.to_owned(), page)
    }
}

/// Many fields of one kind, by what their names say: the part behind their beginning, or the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Each<V> {
    sent: BTreeMap<String, String>,
    kind: PhantomData<fn() -> V>,
}

impl<V: Value> Value for Each<V> {
    const KIND: Kind = V::KIND;
    const REQUIRED: bool = false;
    fn read(fields: &Fields, name: &Name) -> Self {
        let start = if let Name::Begins(start) = name { start.len() } else { 0 };
        let sent = fields.iter().filter(|(n, _)| name.means(n)).map(|(n, v)| (n.get(start..).unwrap_or_default().to_owned(), v.clone()));
        Self { sent: sent.collect(), kind: PhantomData }
    }
}

impl<V> Each<V> {
    /// What was sent by this name; empty if nothing was.
    pub fn text(&self, name: &str) -> String {
        self.sent.get(name).cloned().unwrap_or_default()
    }

    /// The ids that were marked: the names are ids.
    pub fn ids<T: FromStr>(&self) -> Vec<T> {
        self.sent.keys().filter_map(|id| id.parse().ok()).collect()
    }
}

impl<V> Deref for Each<V> {
    type Target = BTreeMap<String, String>;
    fn deref(&self) -> &BTreeMap<String, String> {
        &self.sent
    }
}
