//! The macro that makes the struct of a form.

/// Makes the structs of forms. Each has its fields, its name on its page and its page:
///
/// ```ignore
/// form! {
///     /// A note to a lesson.
///     SaveNote { module: Slug, lesson: Slug, note: Maybe<Prose<{ limits::NOTE }>> }
///     |form| "note" => href::lesson(&form.module, &form.lesson);
/// }
/// ```
///
/// Many fields of one kind have their names behind their type: `options: Each<Code> = Name::Begins("option_")`.
/// What else the form knows follows its page in braces.
macro_rules! form {
    ($(
        $(#[$doc:meta])*
        $form:ident { $($field:ident : $value:ty $(= $names:expr)?),* $(,)? }
        |$this:ident| $name:expr => $back:expr $(, { $($more:tt)* })?;
    )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        #[allow(
            clippy::allow_attributes,
            missing_docs,
            dead_code,
            reason = "the types of the fields say what they are; some are only taken"
        )]
        pub struct $form {
            $(pub $field: $value,)*
        }

        impl $crate::server::form::FormSpec for $form {
            const FIELDS: &'static [domain::form::Spec] = &[$(
                domain::form::Spec {
                    name: $crate::server::form::names!($field $($names)?),
                    kind: <$value as $crate::server::form::Value>::KIND,
                    required: <$value as $crate::server::form::Value>::REQUIRED,
                },
            )*];

            #[allow(clippy::allow_attributes, unused_variables, reason = "a form may have no field")]
            fn read(fields: &$crate::server::Fields) -> Self {
                Self {
                    $($field: $crate::server::form::Value::read(fields, &$crate::server::form::names!($field $($names)?)),)*
                }
            }

            fn name(&self) -> String {
                let $this = self;
                let _ = $this;
                String::from($name)
            }

            fn back(&self) -> String {
                let $this = self;
                let _ = $this;
                String::from($back)
            }

            $($($more)*)?
        }

        leptos::server_fn::inventory::submit! {
            $crate::server::form::Registered {
                name: stringify!($form),
                fields: <$form as $crate::server::form::FormSpec>::FIELDS,
            }
        }
    )*};
}

/// The names of a field: its own, unless others are said.
macro_rules! names {
    ($field:ident) => {
        domain::form::Name::Is(stringify!($field))
    };
    ($field:ident $names:expr) => {
        $names
    };
}

pub(crate) use {form, names};
