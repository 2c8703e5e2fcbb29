//! Forms of the register: corrections, merges, memberships, erasure, imports, certificates, rules.

use backend::{
    access, certificate,
    import, organisation,
    person::{self, MembershipForm},
    training::{self, ProgrammeForm, RecordForm, RuleForm, What},
};
use domain::{
    form::{FieldError, FormErrors},
    ids::PersonId,
};
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    server::{Done, Fields, Notice, context, finish, id, text},
};

/// The page of the person in the form.
fn person_page(fields: &Fields) -> String {
    id::<PersonId>(&text(fields, "person")).map_or_else(|_| href::ADMIN_PEOPLE.to_owned(), href::person)
}

/// Takes a record back, or puts it in force again.
#[server]
pub async fn correct_record(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let what = match text(&fields, "what").as_str() {
            "withdrawn" => What::Withdrawn,
            "restored" => What::Restored,
            _ => return Err(AppError::Invalid(FormErrors::one("what", FieldError::Choice))),
        };
        training::correct(&ctx, &granted, id(&text(&fields, "record"))?, what, &text(&fields, "reason")).await?;
        Ok(Done::say(person_page(&fields), Notice::RecordCorrected))
    };
    finish(&format!("correct-{}", text(&fields, "record")), &person_page(&fields), &fields, result.await).await
}

/// Corrects somebody's name, or gives them an alias.
#[server]
pub async fn rename_person(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let form = person::NameForm { name: text(&fields, "name"), alias: text(&fields, "alias") };
        person::rename_other(&ctx, &granted, id(&text(&fields, "person"))?, &form).await?;
        Ok(Done::say(person_page(&fields), Notice::NameSaved))
    };
    finish("rename", &person_page(&fields), &fields, result.await).await
}

/// Enters a record from history.
#[server]
pub async fn enter_record(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let form = RecordForm { on: text(&fields, "on"), source: text(&fields, "source") };
        training::enter_record(&ctx, &granted, id(&text(&fields, "person"))?, &form).await?;
        Ok(Done::say(person_page(&fields), Notice::RecordEntered))
    };
    finish("enter_record", &person_page(&fields), &fields, result.await).await
}

/// Notes that a person belongs to an organisation.
#[server]
pub async fn add_membership(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let form = MembershipForm { organisation: text(&fields, "organisation"), from: text(&fields, "from") };
        person::add_membership(&ctx, &granted, id(&text(&fields, "person"))?, &form).await?;
        Ok(Done::say(person_page(&fields), Notice::MembershipAdded))
    };
    finish("membership", &person_page(&fields), &fields, result.await).await
}

/// Ends somebody's membership of an organisation.
#[server]
pub async fn end_membership(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = id(&text(&fields, "organisation")).map_or_else(|_| href::HOME.to_owned(), href::organisation);
    let result = async {
        let ctx = context()?;
        let granted = organisation::load_for(&ctx, id(&text(&fields, "organisation"))?).await?;
        organisation::end_membership(&ctx, &granted, id(&text(&fields, "person"))?).await?;
        Ok(Done::say(back.clone(), Notice::MembershipEnded))
    };
    finish("end_membership", &back, &fields, result.await).await
}

/// Where a merge was asked for: the queue, or a person's page.
fn merge_page(fields: &Fields) -> String {
    if text(fields, "back") == "duplicates" { href::ADMIN_DUPLICATES.to_owned() } else { person_page(fields) }
}

/// The person of an address or id that was pasted.
fn pasted(text: &str) -> Result<PersonId, AppError> {
    let last = text.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    last.parse().map_err(|_not_an_id| AppError::Invalid(FormErrors::one("kept", FieldError::Choice)))
}

/// Finds that two persons are one.
#[server]
pub async fn merge_persons(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = merge_page(&fields);
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let kept = pasted(&text(&fields, "kept"))?;
        let merged = person::merge(&ctx, &granted, id(&text(&fields, "merged"))?, kept, &text(&fields, "reason")).await;
        match merged.map_err(AppError::from) {
            Err(AppError::NotFound) => return Err(AppError::Invalid(FormErrors::one("kept", FieldError::Choice))),
            other => other?,
        }
        let to = if text(&fields, "back") == "duplicates" { back.clone() } else { href::person(kept) };
        Ok(Done::say(to, Notice::Merged))
    };
    finish("merge", &back, &fields, result.await).await
}

/// Undoes a merge.
#[server]
pub async fn undo_merge(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        person::undo_merge(&ctx, &granted, id(&text(&fields, "merge"))?).await?;
        Ok(Done::say(person_page(&fields), Notice::MergeUndone))
    };
    finish("merge", &person_page(&fields), &fields, result.await).await
}

/// These two are two.
#[server]
pub async fn dismiss_duplicate(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        person::dismiss_duplicate(&ctx, &granted, id(&text(&fields, "one"))?, id(&text(&fields, "other"))?).await?;
        Ok(Done::say(href::ADMIN_DUPLICATES, Notice::NotDuplicates))
    };
    finish("merge", href::ADMIN_DUPLICATES, &fields, result.await).await
}

/// Looks for pairs now.
#[server]
pub async fn look_for_duplicates(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let count = person::look_now(&ctx, &granted).await?;
        Ok(Done::say(href::ADMIN_DUPLICATES, Notice::DuplicatesLooked { count }))
    };
    finish("merge", href::ADMIN_DUPLICATES, &fields, result.await).await
}

/// Erases a person who asked for it.
#[server]
pub async fn erase_person(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let who: PersonId = id(&text(&fields, "person"))?;
        let profile = person::profile(&ctx, &granted, who).await?;
        if text(&fields, "sure").trim() != profile.name.trim() {
            return Err(AppError::Invalid(FormErrors::one("sure", FieldError::Mismatch)));
        }
        person::erase_other(&ctx, &granted, who).await?;
        Ok(Done::say(href::ADMIN_PEOPLE, Notice::PersonErased))
    };
    finish("erase", &person_page(&fields), &fields, result.await).await
}

/// Brings a file in that was looked at.
#[server]
pub async fn bring_in(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let plan = import::apply(&ctx, &granted, id(&text(&fields, "file"))?).await?;
        let count = u32::try_from(plan.counts().rows).unwrap_or(u32::MAX);
        Ok(Done::say(href::ADMIN_IMPORT, Notice::Imported { count }))
    };
    finish("import", href::ADMIN_IMPORT, &fields, result.await).await
}

/// Puts a file away.
#[server]
pub async fn discard_import(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        import::discard(&ctx, &granted, id(&text(&fields, "file"))?).await?;
        Ok(Done::say(href::ADMIN_IMPORT, Notice::ImportDiscarded))
    };
    finish("import", href::ADMIN_IMPORT, &fields, result.await).await
}

/// Takes a certificate back.
#[server]
pub async fn revoke_certificate(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        certificate::revoke(&ctx, &granted, id(&text(&fields, "certificate"))?, &text(&fields, "reason")).await?;
        Ok(Done::say(person_page(&fields), Notice::CertificateRevoked))
    };
    finish("revoke", &person_page(&fields), &fields, result.await).await
}

/// Issues a certificate for a record that has none.
#[server]
pub async fn issue_certificate(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        certificate::issue_for(&ctx, &granted, id(&text(&fields, "record"))?).await?;
        Ok(Done::say(person_page(&fields), Notice::CertificateIssued))
    };
    finish("correct", &person_page(&fields), &fields, result.await).await
}

/// The form of a rule, from fields of a post or of an address.
pub(super) fn rule_form(get: impl Fn(&str) -> String, modules: impl Iterator<Item = String>) -> RuleForm {
    RuleForm {
        workshop_percent: get("workshop_percent"),
        late_limit_minutes: get("late_limit_minutes"),
        modules: modules.collect(),
        reason: get("reason"),
        base: get("base"),
    }
}

/// Puts a training rule in force.
#[server]
pub async fn save_rule(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let modules = fields.keys().filter_map(|name| name.strip_prefix("module-").map(str::to_owned));
        let form = rule_form(|name| text(&fields, name), modules);
        let count = training::save_rule(&ctx, &granted, id(&text(&fields, "programme"))?, &form).await?;
        Ok(Done::say(href::ADMIN_PROGRAMMES, Notice::RuleSaved { count }))
    };
    finish("rule", href::ADMIN_PROGRAMMES, &fields, result.await).await
}

/// Sets how long certificates hold and who issues them.
#[server]
pub async fn save_programme(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let form = ProgrammeForm { certificate_months: text(&fields, "certificate_months"), network_name: text(&fields, "network_name") };
        training::save_programme(&ctx, &granted, id(&text(&fields, "programme"))?, &form).await?;
        Ok(Done::say(href::ADMIN_PROGRAMMES, Notice::ProgrammeSaved))
    };
    finish("programme", href::ADMIN_PROGRAMMES, &fields, result.await).await
}

/// Sets the texts of certificates in one language.
#[server]
pub async fn save_template(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let language: String = text(&fields, "language").chars().filter(char::is_ascii_alphabetic).take(8).collect();
    let back = format!("{}?language={language}", href::ADMIN_PROGRAMMES);
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let form = certificate::TemplateForm {
            language: language.clone(),
            title: text(&fields, "title"),
            statement: text(&fields, "statement"),
            signatory: text(&fields, "signatory"),
        };
        certificate::save_template(&ctx, &granted, id(&text(&fields, "programme"))?, &form).await?;
        Ok(Done::say(back.clone(), Notice::TemplateSaved))
    };
    finish("template", &back, &fields, result.await).await
}
