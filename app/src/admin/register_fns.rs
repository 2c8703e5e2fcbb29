//! Forms of the register: corrections, merges, memberships, erasure, imports, certificates, rules.

use backend::{
    access, certificate, import, organisation,
    people::{self, MembershipForm},
    training::{self, ProgrammeForm, RecordForm, RuleForm, What},
};
use domain::{
    form::{FieldError, FormErrors},
    ids::PersonId,
};
use leptos::prelude::*;

use super::forms;
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::{
        Done,
        form::{FormSpec, Posted},
    },
};

/// Takes a record back, or puts it in force again.
#[server]
pub async fn correct_record(#[server(flatten)] form: Posted<forms::CorrectRecord>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let what = match &*form.what {
            "withdrawn" => What::Withdrawn,
            "restored" => What::Restored,
            _ => return Err(AppError::Invalid(FormErrors::one("what", FieldError::Choice))),
        };
        training::correct(&ctx, &granted, form.record.get()?, what, &form.reason).await?;
        Ok(Done::say(form.back(), t!("notice-record-corrected")))
    })
    .await
}

/// Corrects somebody's name, or gives them an alias.
#[server]
pub async fn rename_person(#[server(flatten)] form: Posted<forms::RenamePerson>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let name = people::NameForm { name: form.name.to_string(), alias: form.alias.to_string() };
        people::rename_other(&ctx, &granted, form.person.get()?, &name).await?;
        Ok(Done::say(form.back(), t!("notice-name-saved")))
    })
    .await
}

/// Enters a record from history.
#[server]
pub async fn enter_record(#[server(flatten)] form: Posted<forms::EnterRecord>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let record = RecordForm { on: form.on.to_string(), source: form.source.to_string() };
        training::enter_record(&ctx, &granted, form.person.get()?, &record).await?;
        Ok(Done::say(form.back(), t!("notice-record-entered")))
    })
    .await
}

/// Notes that a person belongs to an organisation.
#[server]
pub async fn add_membership(#[server(flatten)] form: Posted<forms::AddMembership>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let membership = MembershipForm { organisation: form.organisation.to_string(), from: form.from.to_string() };
        people::add_membership(&ctx, &granted, form.person.get()?, &membership).await?;
        Ok(Done::say(form.back(), t!("notice-membership-added")))
    })
    .await
}

/// Ends somebody's membership of an organisation.
#[server]
pub async fn end_membership(#[server(flatten)] form: Posted<forms::EndMembership>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = organisation::load_for(&ctx, form.organisation.get()?).await?;
        organisation::end_membership(&ctx, &granted, form.person.get()?).await?;
        Ok(Done::say(form.back(), t!("notice-membership-ended")))
    })
    .await
}

/// The person of an address or id that was pasted.
fn pasted(text: &str) -> Result<PersonId, AppError> {
    let last = text.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    last.parse().map_err(|_not_an_id| AppError::Invalid(FormErrors::one("kept", FieldError::Choice)))
}

/// Finds that two persons are one.
#[server]
pub async fn merge_persons(#[server(flatten)] form: Posted<forms::MergePersons>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let kept = pasted(&form.kept)?;
        let merged = people::merge(&ctx, &granted, form.merged.get()?, kept, &form.reason).await;
        match merged.map_err(AppError::from) {
            Err(AppError::NotFound) => return Err(AppError::Invalid(FormErrors::one("kept", FieldError::Choice))),
            other => other?,
        }
        let to = if &*form.back == "duplicates" { form.back() } else { href::person(kept) };
        Ok(Done::say(to, t!("notice-merged")))
    })
    .await
}

/// Undoes a merge.
#[server]
pub async fn undo_merge(#[server(flatten)] form: Posted<forms::UndoMerge>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        people::undo_merge(&ctx, &granted, form.merge.get()?).await?;
        Ok(Done::say(form.back(), t!("notice-merge-undone")))
    })
    .await
}

/// These two are two.
#[server]
pub async fn dismiss_duplicate(#[server(flatten)] form: Posted<forms::DismissDuplicate>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        people::dismiss_duplicate(&ctx, &granted, form.one.get()?, form.other.get()?).await?;
        Ok(Done::say(form.back(), t!("notice-not-duplicates")))
    })
    .await
}

/// Looks for pairs now.
#[server]
pub async fn look_for_duplicates(#[server(flatten)] form: Posted<forms::LookForDuplicates>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let count = people::look_now(&ctx, &granted).await?;
        Ok(Done::say(form.back(), t!("notice-duplicates-looked", n = count)))
    })
    .await
}

/// Erases a person who asked for it.
#[server]
pub async fn erase_person(#[server(flatten)] form: Posted<forms::ErasePerson>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let who = form.person.get()?;
        let profile = people::profile(&ctx, &granted, who).await?;
        if form.sure.trim() != profile.name.trim() {
            return Err(AppError::Invalid(FormErrors::one("sure", FieldError::Mismatch)));
        }
        people::erase_other(&ctx, &granted, who).await?;
        Ok(Done::say(href::ADMIN_PEOPLE, t!("notice-person-erased")))
    })
    .await
}

/// Brings a file in that was looked at.
#[server]
pub async fn bring_in(#[server(flatten)] form: Posted<forms::BringIn>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let plan = import::apply(&ctx, &granted, form.file.get()?).await?;
        let count = u32::try_from(plan.counts().rows).unwrap_or(u32::MAX);
        Ok(Done::say(form.back(), t!("notice-imported", n = count)))
    })
    .await
}

/// Puts a file away.
#[server]
pub async fn discard_import(#[server(flatten)] form: Posted<forms::DiscardImport>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        import::discard(&ctx, &granted, form.file.get()?).await?;
        Ok(Done::say(form.back(), t!("notice-import-discarded")))
    })
    .await
}

/// Takes a certificate back.
#[server]
pub async fn revoke_certificate(#[server(flatten)] form: Posted<forms::RevokeCertificate>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        certificate::revoke(&ctx, &granted, form.certificate.get()?, &form.reason).await?;
        Ok(Done::say(form.back(), t!("notice-certificate-revoked")))
    })
    .await
}

/// Issues a certificate for a record that has none.
#[server]
pub async fn issue_certificate(#[server(flatten)] form: Posted<forms::IssueCertificate>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        certificate::issue_for(&ctx, &granted, form.record.get()?).await?;
        Ok(Done::say(form.back(), t!("notice-certificate-issued")))
    })
    .await
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
pub async fn save_rule(#[server(flatten)] form: Posted<forms::SaveRule>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let rule = RuleForm {
            workshop_percent: form.workshop_percent.to_string(),
            late_limit_minutes: form.late_limit_minutes.to_string(),
            modules: form.modules.keys().cloned().collect(),
            reason: form.reason.to_string(),
            base: form.base.to_string(),
        };
        let count = training::save_rule(&ctx, &granted, form.programme.get()?, &rule).await?;
        Ok(Done::say(form.back(), t!("notice-rule-saved", n = count)))
    })
    .await
}

/// Sets how long certificates hold and who issues them.
#[server]
pub async fn save_programme(#[server(flatten)] form: Posted<forms::SaveProgramme>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let set = ProgrammeForm { certificate_months: form.certificate_months.to_string(), network_name: form.network_name.to_string() };
        training::save_programme(&ctx, &granted, form.programme.get()?, &set).await?;
        Ok(Done::say(form.back(), t!("notice-programme-saved")))
    })
    .await
}

/// Sets the texts of certificates in one language.
#[server]
pub async fn save_template(#[server(flatten)] form: Posted<forms::SaveTemplate>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let template = certificate::TemplateForm {
            language: form.language.to_string(),
            title: form.title.to_string(),
            statement: form.statement.to_string(),
            signatory: form.signatory.to_string(),
        };
        certificate::save_template(&ctx, &granted, form.programme.get()?, &template).await?;
        Ok(Done::say(form.back(), t!("notice-template-saved")))
    })
    .await
}
