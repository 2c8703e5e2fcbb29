//! Forms: what was typed is kept, what is wrong stands beside the field and in a summary.

use domain::form::{FormErrors, Kind, Spec};
use leptos::prelude::*;

use crate::{
    error::Problem,
    i18n::{field_error, t},
    server::{
        Flash, FormState,
        form::{FormSpec, field},
    },
};

/// A form's state: empty, or as it was sent and not taken.
#[derive(Clone, Debug, Default)]
pub struct Form(FormState, &'static [Spec]);

impl Form {
    /// The state of the form of this name.
    pub fn of(flash: &Flash, name: &str) -> Self {
        let state = flash.form.clone().filter(|state| state.form == name);
        Self(state.unwrap_or_else(|| FormState { form: name.to_owned(), ..FormState::default() }), &[])
    }

    /// The same, with what its fields take: from it follow their attributes.
    pub fn asks<F: FormSpec>(mut self) -> Self {
        self.1 = F::FIELDS;
        self
    }

    /// What a field takes, if the form says it.
    fn spec(&self, name: &str) -> Option<&'static Spec> {
        field(self.1, name)
    }

    /// A form that is not posted: a filter, a search.
    pub fn named(name: impl Into<String>) -> Self {
        Self(FormState { form: name.into(), ..FormState::default() }, &[])
    }

    /// A form that was asked for by an address, with what is wrong in it.
    pub fn with_errors(name: impl Into<String>, errors: FormErrors) -> Self {
        Self(FormState { form: name.into(), errors, ..FormState::default() }, &[])
    }

    /// The same, with what is wrong with the whole.
    pub fn with_problem(name: impl Into<String>, problem: Problem) -> Self {
        Self(FormState { form: name.into(), problem: Some(problem), ..FormState::default() }, &[])
    }

    /// Fills a field that was not sent yet.
    pub fn default_value(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.values.entry(name.to_owned()).or_insert_with(|| value.into());
        self
    }

    /// What was typed into a field.
    pub fn value(&self, name: &str) -> String {
        self.0.values.get(name).cloned().unwrap_or_default()
    }

    /// What is wrong with a field, in words.
    pub fn error(&self, name: &str) -> Option<String> {
        self.0.errors.of(name).map(field_error)
    }

    /// What is wrong with the whole.
    pub fn problem(&self) -> Option<crate::error::Problem> {
        self.0.problem
    }

    /// Whether the form was sent and not taken.
    pub fn has_trouble(&self) -> bool {
        self.0.problem.is_some() || !self.0.errors.0.is_empty() || !self.0.lines.is_empty()
    }

    /// What is wrong, at the top of the form; empty when nothing is.
    pub fn summary(&self) -> impl IntoView + use<> {
        let lines = self.0.lines.iter().map(|line| view! { <li><bdi>{line.clone()}</bdi></li> }).collect_view();
        let wrong = (!self.0.lines.is_empty()).then(|| t!("form-has-problems", n = self.0.lines.len()));
        let whole = wrong.or(self.0.problem.map(Problem::words));
        let fields = (!self.0.errors.0.is_empty()).then(|| t!("form-has-errors", n = self.0.errors.0.len()));
        whole.or(fields).map(|text| {
            view! { <div class="notice notice-error" role="alert"><p>{text}</p><ul class="problems">{lines}</ul></div> }
        })
    }
}

/// Id, description and error of a field.
pub(super) struct Described {
    pub spec: Option<&'static Spec>,
    pub id: String,
    pub described_by: Option<String>,
    pub invalid: Option<&'static str>,
    pub above: AnyView,
}

pub(super) fn describe(form: &Form, name: &str, hint: Option<String>, label: String) -> Described {
    let id = format!("{}-{name}", form.0.form);
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let error = form.error(name);
    let ids: Vec<String> =
        [hint.as_ref().map(|_| hint_id.clone()), error.as_ref().map(|_| error_id.clone())].into_iter().flatten().collect();
    let invalid = error.as_ref().map(|_| "true");
    let above = view! {
        <label for=id.clone()>{label}</label>
        {hint.map(|text| view! { <p class="hint" id=hint_id>{text}</p> })}
        {error.map(|text| view! { <p class="field-error" id=error_id>{text}</p> })}
    };
    let spec = form.spec(name);
    Described { spec, described_by: (!ids.is_empty()).then(|| ids.join(" ")), invalid, above: above.into_any(), id }
}

/// The type of the element for what is typed.
fn type_of(spec: &Spec) -> &'static str {
    match spec.kind {
        Kind::Email => "email",
        Kind::Password { .. } => "password",
        Kind::Day => "date",
        Kind::Clock => "time",
        // no `number`: its arrows and wheel change what was typed unseen
        _ => "text",
    }
}

/// A field of one line with label, hint and error. What its form says of it stands in its attributes.
#[component]
pub fn Field(
    form: Form,
    #[prop(into)] name: String,
    label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] kind: Option<&'static str>,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] class: Option<&'static str>,
) -> impl IntoView {
    let Described { spec, id, described_by, invalid, above } = describe(&form, &name, hint, label);
    let kind = kind.or(spec.map(type_of)).unwrap_or("text");
    let value = (kind != "password").then(|| form.value(&name));
    let inputmode = inputmode.or(spec.filter(|s| matches!(s.kind, Kind::Number { .. })).map(|_| "numeric"));
    // a value that was refused as too long is shown whole: `maxlength` would keep its writer from correcting it
    let max = spec
        .and_then(Spec::max)
        .filter(|max| value.as_ref().is_none_or(|v| v.chars().count() <= usize::try_from(*max).unwrap_or(usize::MAX)));
    view! {
        <div class=format!("field {}", class.unwrap_or_default())>
            {above}
            <input
                id=id
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                inputmode=inputmode
                required=spec.is_some_and(|s| s.required)
                maxlength=max.map(|m| m.to_string())
                aria-describedby=described_by
                aria-invalid=invalid
            />
        </div>
    }
}

/// A choice of a list.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A list to choose one from.
#[component]
pub fn Select(
    form: Form,
    #[prop(into)] name: String,
    label: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    let Described { id, described_by, invalid, above, .. } = describe(&form, &name, hint, label);
    let chosen = form.value(&name);
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == chosen;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            {above}
            <select id=id name=name aria-describedby=described_by aria-invalid=invalid>
                {options}
            </select>
        </div>
    }
}

/// A hidden field.
#[component]
pub fn Hidden(name: &'static str, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}

/// The button that sends a form.
#[component]
pub fn Submit(label: String, #[prop(default = "button")] class: &'static str) -> impl IntoView {
    view! { <button type="submit" class=class>{label}</button> }
}

/// A file to bring, with label, hint and error.
#[component]
pub fn FileField(
    form: Form,
    #[prop(into)] name: String,
    label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] accept: Option<&'static str>,
) -> impl IntoView {
    let Described { id, described_by, invalid, above, .. } = describe(&form, &name, hint, label);
    view! {
        <div class="field">
            {above}
            <input type="file" id=id name=name accept=accept aria-describedby=described_by aria-invalid=invalid/>
        </div>
    }
}
