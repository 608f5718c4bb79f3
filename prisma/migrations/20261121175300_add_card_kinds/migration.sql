-- AlterEnum
-- Apart from what uses them: a new value is for later transactions only.
ALTER TYPE "CardKind" ADD VALUE 'COMBO';
ALTER TYPE "CardKind" ADD VALUE 'SCATTER';
ALTER TYPE "CardKind" ADD VALUE 'HEATMAP';
ALTER TYPE "CardKind" ADD VALUE 'FUNNEL';
ALTER TYPE "CardKind" ADD VALUE 'PIVOT';
ALTER TYPE "CardKind" ADD VALUE 'TEXT';
