//! A form is a struct with its fields' limits: `form! { SaveNote { lesson: Slug, note: Maybe<Prose<NOTE>> } … }`.
//! The attributes of its HTML elements, its check and what is kept of it follow from the types of its fields. Its
//! server function has the same name, takes a [`Posted`] form, and says only what it does: everything else is here.
//!
//! A field that the struct does not have is refused before anything is done.

mod file;
mod macros;
mod values;

use std::{future::Future, marker::PhantomData};

use backend::Context;
use domain::form::{Check, Kind, Spec};
use leptos::server_fn::inventory;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    Done, Fields, context,
    forms::{finish, finish_elsewhere},
};
use crate::error::AppError;

pub use file::{File, handle_with_file};
pub(crate) use macros::{form, names};
pub use values::{
    Address, Clock, Code, Day, Each, Email, Flag, Id, Line, Maybe, NewPassword, Number, Paragraph, Password, Prose, Slug, Token, Value,
};

/// What the struct of a form knows. Made by `form!`.
pub trait FormSpec: Sized + Clone + Send + 'static {
    /// Its fields.
    const FIELDS: &'static [Spec];

    /// Reads what was sent. Always succeeds: what is wrong, [`check`] says.
    fn read(fields: &Fields) -> Self;

    /// What it is called on its page.
    fn name(&self) -> String;

    /// Its page.
    fn back(&self) -> String;

    /// Name and page of the form to go back to after an error, where that is another one.
    fn after(&self, _error: &AppError) -> Option<(String, String)> {
        None
    }

    /// A page on which what was typed waits for whoever may no longer see the form's own.
    fn elsewhere(&self) -> Option<&'static str> {
        None
    }
}

/// A form that is there, for tests and for the page of what was not saved.
#[derive(Clone, Copy, Debug)]
pub struct Registered {
    /// Name of the struct.
    pub name: &'static str,
    /// Its fields.
    pub fields: &'static [Spec],
}

inventory::collect!(Registered);

impl Registered {
    /// The form of a server function, by the last part of its address.
    pub fn of(function: &str) -> Option<&'static Registered> {
        Registered::all().find(|form| form.function() == function)
    }

    /// All forms.
    pub fn all() -> impl Iterator<Item = &'static Registered> {
        inventory::iter::<Registered>.into_iter()
    }

    /// The name of its server function: `SaveNote` is posted to `save_note`.
    pub fn function(&self) -> String {
        let mut name = String::new();
        for (n, letter) in self.name.char_indices() {
            if letter.is_ascii_uppercase() && n > 0 {
                name.push('_');
            }
            name.push(letter.to_ascii_lowercase());
        }
        name
    }

    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&'static Spec> {
        field(self.fields, name)
    }
}

/// The field of a name.
pub fn field(fields: &'static [Spec], name: &str) -> Option<&'static Spec> {
    fields.iter().find(|spec| spec.name.means(name))
}

/// Looks at what was sent: every field is one of the form, and each is what it takes.
///
/// # Errors
/// `Malformed` for a field that the form does not have; `Invalid` with all that is wrong.
pub fn check(specs: &'static [Spec], fields: &Fields) -> Result<(), AppError> {
    if let Some(unknown) = fields.keys().find(|name| field(specs, name).is_none()) {
        tracing::warn!(field = unknown.chars().take(60).collect::<String>(), "a form with a field that it does not have");
        return Err(AppError::Malformed);
    }
    let mut check = Check::default();
    for spec in specs {
        match spec.name {
            // not sent at all is nothing entered
            domain::form::Name::Is(name) => {
                check.field(name, spec.check(fields.get(name).map(String::as_str).unwrap_or_default()));
            }
            _ => {
                let mut sent: Vec<(&String, &String)> = fields.iter().filter(|(name, _)| spec.name.means(name)).collect();
                sent.sort_unstable();
                for (name, value) in sent {
                    check.field(name, spec.check(value));
                }
            }
        }
    }
    check.finish().map_err(AppError::Invalid)
}

/// A form as it was posted.
pub struct Posted<F> {
    fields: Fields,
    form: PhantomData<fn() -> F>,
}

impl<F> std::fmt::Debug for Posted<F> {
    /// The names of its fields: what was typed is in no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.fields.keys()).finish()
    }
}

impl<F> Clone for Posted<F> {
    fn clone(&self) -> Self {
        Self { fields: self.fields.clone(), form: PhantomData }
    }
}

impl<F> Serialize for Posted<F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.fields.serialize(to)
    }
}

impl<'de, F> Deserialize<'de> for Posted<F> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Fields::deserialize(from).map(|fields| Self { fields, form: PhantomData })
    }
}

impl<F: FormSpec> Posted<F> {
    /// The one frame of all forms: reads, checks, does, and says how it ended, with what was typed where it was not taken.
    ///
    /// # Errors
    /// As [`finish`].
    pub async fn handle<W, D>(self, work: W) -> Result<(), AppError>
    where
        W: FnOnce(Context, F) -> D,
        D: Future<Output = Result<Done, AppError>>,
    {
        let form = F::read(&self.fields);
        let result = match check(F::FIELDS, &self.fields).and_then(|()| context()) {
            Ok(ctx) => work(ctx, form.clone()).await,
            Err(error) => Err(error),
        };
        end(&form, &self.fields, result).await
    }
}

async fn end<F: FormSpec>(form: &F, fields: &Fields, result: Result<Done, AppError>) -> Result<(), AppError> {
    let fields = &kept(F::FIELDS, fields);
    if let (Some(page), Err(AppError::NotFound | AppError::Forbidden | AppError::SignInRequired)) = (form.elsewhere(), &result) {
        return finish_elsewhere("kept", page, fields).await;
    }
    let place = result.as_ref().err().and_then(|error| form.after(error));
    let (name, back) = place.unwrap_or_else(|| (form.name(), form.back()));
    finish(&name, &back, fields, result).await
}

/// What is kept of a form: its own fields, without what is secret.
fn kept(specs: &'static [Spec], fields: &Fields) -> Fields {
    let secret = |spec: &Spec| matches!(spec.kind, Kind::Password { .. } | Kind::Token);
    let own = fields.iter().filter(|(name, _)| field(specs, name).is_some_and(|spec| !secret(spec)));
    own.map(|(name, value)| (name.clone(), value.clone())).collect()
}

#[cfg(test)]
mod tests {
    use domain::form::{FieldError, FormErrors, Name};

    use super::*;

    form! {
        /// A form.
        TryOut { title: Line<5>, note: Maybe<Prose<9>>, options: Each<Code> = Name::Begins("option_") }
        |form| "try" => format!("/{}", &*form.title);
    }

    fn sent(fields: &[(&str, &str)]) -> Fields {
        fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn a_field_that_is_not_there_is_refused_and_limits_hold() {
        let checked = |fields: &[(&str, &str)]| check(TryOut::FIELDS, &sent(fields));
        assert_eq!(checked(&[("title", "a"), ("option_1", "on")]), Ok(()));
        assert_eq!(checked(&[("title", "a"), ("admin", "yes")]), Err(AppError::Malformed));
        assert_eq!(checked(&[("title", "abcdef")]), Err(AppError::Invalid(FormErrors::one("title", FieldError::TooLong { max: 5 }))));
        assert_eq!(checked(&[]), Err(AppError::Invalid(FormErrors::one("title", FieldError::Empty))));
    }

    #[test]
    fn a_form_is_read_as_it_is() {
        let form = TryOut::read(&sent(&[("title", "a"), ("option_2", "on"), ("option_1", "on")]));
        assert_eq!((&*form.title, &*form.note, form.name(), form.back()), ("a", "", "try".to_owned(), "/a".to_owned()));
        assert_eq!(form.options.keys().collect::<Vec<_>>(), ["1", "2"]);
        assert!(Registered::of("try_out").is_some_and(|f| f.field("option_7").is_some()));
    }
}
